using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkling.Web.Serving;

/// <summary>Keeps the pages of other sites, which a browser of this machine may have open, from asking for anything to be done, but for those that are allowed to.</summary>
internal static class SameOrigin
{
    /// <summary>What pages of allowed origins may ask for.</summary>
    public const string OpenToOthers = "/api/recognize";

    public static Task RequireAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var settings = context.RequestServices.GetRequiredService<ServerSettings>();
        bool isAllowed = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request, settings) || IsAllowed(request, settings);
        return isAllowed
            ? next(context)
            : throw new BadHttpRequestException(
                $"origin: expected a page of {OwnOrigin(request, settings)} or no page at all, got '{request.Headers.Origin}'", StatusCodes.Status403Forbidden);
    }

    /// <summary>Browsers tell where a request comes from; other programs do not.</summary>
    private static bool IsOwn(HttpRequest request, ServerSettings settings) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.Count == 0 || string.Equals(request.Headers.Origin, OwnOrigin(request, settings), StringComparison.OrdinalIgnoreCase),
        var site => site is "same-origin" or "none",
    };

    private static bool IsAllowed(HttpRequest request, ServerSettings settings) =>
        request.Path.StartsWithSegments(OpenToOthers) && settings.AllowedOrigins.Contains(request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);

    private static string OwnOrigin(HttpRequest request, ServerSettings settings) =>
        settings.PublicAddress?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
}
