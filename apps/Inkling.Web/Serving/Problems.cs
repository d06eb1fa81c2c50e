using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Serving;

/// <summary>Every answer that is an error, as a problem document (RFC 9457) whose detail names the thing, what was expected and what was found.</summary>
internal sealed class Problems(ServerSettings settings) : IExceptionHandler
{
    /// <summary>Answers to what was thrown. A request that is at fault is told so; of what is this program's fault the person at the terminal hears.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException refused)
        {
            await AnswerAsync(httpContext, refused.StatusCode, DetailOf(httpContext.Request, refused));
            return true;
        }

        string request = $"{httpContext.Request.Method} {httpContext.Request.Path}";
        settings.Tell($"{request}: {exception.GetType().Name}: {exception.Message}");
        if (settings.TellsTraces)
            settings.Tell($"{exception}");
        await AnswerAsync(httpContext, StatusCodes.Status500InternalServerError, $"{request}: failed; the terminal of the server says why");
        return true;
    }

    /// <summary>Answers where the platform has set a status and nothing else.</summary>
    public static Task AnswerToStatusAsync(StatusCodeContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        string detail = response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => $"request: expected one that this server takes, got {request.Method} {request.Path} for host '{request.Host}'",
            StatusCodes.Status404NotFound => $"{request.Path}: there is nothing at this address; /openapi/v1.json lists what there is",
            StatusCodes.Status405MethodNotAllowed => $"{request.Path}: expected {response.Headers.Allow}, got {request.Method}",
            StatusCodes.Status413PayloadTooLarge => TooLarge(request),
            StatusCodes.Status415UnsupportedMediaType => $"{request.Path}: expected another Content-Type (see /openapi/v1.json), got '{request.ContentType}'",
            StatusCodes.Status503ServiceUnavailable => $"{request.Path}: not done in time; try again later",
            _ => $"{request.Method} {request.Path}: not done",
        };
        return AnswerAsync(context.HttpContext, response.StatusCode, detail);
    }

    /// <summary>Writes a problem document, whatever the request accepts: the one that asks for a picture must be able to tell why there is none.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, instance: context.Request.Path, statusCode: status).ExecuteAsync(context);

    private static string DetailOf(HttpRequest request, BadHttpRequestException refused) => refused switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(request),
        { InnerException: JsonException json } => $"body: expected JSON as /openapi/v1.json describes it, found something else at line {json.LineNumber + 1}, {json.Path}",
        _ => refused.Message,
    };

    private static string TooLarge(HttpRequest request) =>
        $"body: expected at most {Limits.MaxBodyBytes:N0} bytes, got {(request.ContentLength is { } length ? $"{length:N0}" : "more")}";
}
