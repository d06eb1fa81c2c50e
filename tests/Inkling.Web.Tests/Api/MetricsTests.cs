using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Inkling.Web.Tests.Api;

/// <summary>What the server counts. These tests run by themselves: the servers of others would be counted, too.</summary>
[Collection(Alone)]
public class MetricsTests
{
    /// <summary>The name of the tests that no other test runs beside.</summary>
    public const string Alone = "alone";

    [Fact]
    public async Task Requests_are_counted_by_their_outcome_and_timed_and_images_counted()
    {
        var counted = new ConcurrentDictionary<string, long>();
        var seconds = new ConcurrentBag<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == "Inkling.Web")
                    me.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.AddOrUpdate(tags is [var tag] ? $"{instrument.Name} {tag.Key}={tag.Value}" : instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => seconds.Add(value));
        listener.Start();

        await using (var guest = await Guest.VisitAsync(new() { RateLimit = 5 }))
        {
            await guest.RequireServesAsync();
            await guest.RequireServesAsync();
            using var blank = await guest.PostAsync("/api/recognize", Pictures.Drawn(50, (_, _) => { }));
            using var text = await guest.PostAsync("/api/recognize", [1, 2, 3]);
            using var unknown = await guest.PostAsync("/api/recognize?model=none", Pictures.Zero);
            using var tooOften = await guest.PostAsync("/api/recognize", Pictures.Zero);
            using var page = await guest.GetAsync("/");
            using var health = await guest.GetAsync("/health/ready");
        }

        Assert.Equal(
            new SortedDictionary<string, long>(StringComparer.Ordinal)
            {
                ["inkling.web.images"] = 3,
                ["inkling.web.rejected"] = 1,
                ["inkling.web.requests outcome=busy"] = 1,
                ["inkling.web.requests outcome=done"] = 3,
                ["inkling.web.requests outcome=refused"] = 2,
            },
            new SortedDictionary<string, long>(counted, StringComparer.Ordinal));
        Assert.Equal(6, seconds.Count);
        Assert.All(seconds, value => Assert.InRange(value, double.Epsilon, 60));
    }
}
