using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Serving;

/// <summary>Keeps the pages of other sites, which a browser of this machine may have open, from asking for anything to be done.</summary>
internal static class SameOrigin
{
    public static Task RequireAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)
            ? next(context)
            : throw new BadHttpRequestException(
                $"origin: expected a page of {request.Scheme}://{request.Host} or no page at all, got '{request.Headers.Origin}'", StatusCodes.Status403Forbidden);
    }

    /// <summary>Browsers tell where a request comes from; other programs do not.</summary>
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.Count == 0 || string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
        var site => site is "same-origin" or "none",
    };
}
