using System.Diagnostics;
using System.Diagnostics.Metrics;
using Inkling.Digits;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Serving;

/// <summary>What the server counts and times, for whoever listens to the meter <see cref="Name"/>. The platform's own meters tell of connections and of routes.</summary>
internal sealed class ServerMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Inkling.Web";

    /// <summary>What is counted and timed: not the files of the page, nor questions about health.</summary>
    private const string Api = "/api";

    private const string EventStream = "text/event-stream";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _images;
    private readonly Counter<long> _rejected;

    public ServerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _requests = meter.CreateCounter<long>("inkling.web.requests", "{request}", "Requests to the API that were answered or given up.");
        _duration = meter.CreateHistogram<double>("inkling.web.request.duration", "s", "How long an answer took, waiting included. Event streams, which last as they like, are left out.");
        _images = meter.CreateCounter<long>("inkling.web.images", "{image}", "Images that were read.");
        _rejected = meter.CreateCounter<long>("inkling.web.rejected", "{image}", "Images whose reading is not to be trusted.");
    }

    /// <summary>Counts and times a request.</summary>
    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Api))
        {
            await next(context);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var outcome = new KeyValuePair<string, object?>("outcome", OutcomeOf(context));
            _requests.Add(1, outcome);
            if (context.Response.ContentType?.StartsWith(EventStream, StringComparison.Ordinal) is not true)
                _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, outcome);
        }
    }

    /// <summary>Counts an image that was read.</summary>
    public void Count(ImageReading reading)
    {
        _images.Add(1);
        if (reading.IsRejected)
            _rejected.Add(1);
    }

    private static string OutcomeOf(HttpContext context) => context.Response.StatusCode switch
    {
        _ when context.RequestAborted.IsCancellationRequested => "aborted",
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => "busy",
        >= 500 => "failed",
        >= 400 => "refused",
        _ => "done",
    };
}
