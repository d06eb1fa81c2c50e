using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Inkling.Web.Serving;

/// <summary>The body of a request, in memory.</summary>
/// <remarks>It is read before the request asks for a processor: one that sends its picture slowly keeps nobody else from being served.</remarks>
internal sealed record RequestBody(byte[] Bytes)
{
    /// <summary>The body of a request whose endpoint wants one.</summary>
    public static byte[] Of(HttpRequest request) => request.HttpContext.Features.GetRequiredFeature<RequestBody>().Bytes;

    /// <summary>Marks what reads a body.</summary>
    public static TBuilder IsWanted<TBuilder>(TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Wanted.Instance);

    /// <summary>Reads the body where the endpoint wants one.</summary>
    public static async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Wanted>() is not null)
        {
            using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, Limits.MaxBodyBytes));
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            byte[] bytes = body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
            context.Features.Set(new RequestBody(bytes));
            context.Request.Body = new MemoryStream(bytes);
        }

        await next(context);

        // The limiter leaves without an answer when the time of a waiting request is over.
        if (!context.Response.HasStarted)
            context.RequestAborted.ThrowIfCancellationRequested();
    }

    private sealed class Wanted
    {
        public static readonly Wanted Instance = new();
    }
}
