using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Inkling.Web.Serving;

/// <summary>How much is taken on at once, and from whom.</summary>
internal static class Limits
{
    /// <summary>The largest body of a request.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Each may have a body in memory: 2 GiB in the worst case.</summary>
    private const int MaxConnections = 256;

    /// <summary>The policy of what keeps a processor busy.</summary>
    private const string Work = "work";

    private const string BusyAgain = "1";

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    public static void Configure(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxConcurrentConnections = MaxConnections;
    }

    public static void Configure(RequestTimeoutOptions options) =>
        options.DefaultPolicy = new() { Timeout = MaxTime, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable };

    /// <summary>As many requests are worked on as there are processors, and so many wait. Decoding the largest image takes 200 MB, and a TIFF more, of which its library keeps a copy; so this bounds memory, too.</summary>
    public static void Configure(RateLimiterOptions options, ServerSettings settings)
    {
        options.AddConcurrencyLimiter(Work, work =>
        {
            work.PermitLimit = Environment.ProcessorCount;
            work.QueueLimit = settings.Queue;
        });
        if (settings.RateLimit is { } perMinute)
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
                $"{context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
        }

        options.OnRejected = RejectAsync;
    }

    /// <summary>Marks what keeps a processor busy and so may have to wait for one.</summary>
    public static TBuilder IsWork<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Work);

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        // Only the limit per address knows when there is room again.
        bool isRate = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var (status, again, detail) = isRate
            ? (StatusCodes.Status429TooManyRequests, Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture), "requests: more than one address may make in a minute")
            : (StatusCodes.Status503ServiceUnavailable, BusyAgain, "requests: as many are waiting as may wait");
        context.HttpContext.Response.Headers.RetryAfter = again;
        await Problems.AnswerAsync(context.HttpContext, status, $"{detail}; try again in {again} s");
    }
}
