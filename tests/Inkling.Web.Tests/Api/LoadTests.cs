using System.Net;

namespace Inkling.Web.Tests.Api;

/// <summary>More than can be done at once is refused soon, and the server goes on.</summary>
public class LoadTests
{
    private static readonly int Crowd = Math.Min(200, 24 + (4 * Environment.ProcessorCount));

    [Fact]
    public async Task More_than_may_wait_are_told_to_come_again_and_then_they_are_served()
    {
        await using var guest = await Guest.VisitAsync(new() { Queue = 1 });
        byte[] sheet = Sheet();

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => guest.PostAsync("/api/recognize?careful=true", sheet)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        Assert.NotEmpty(refused);
        foreach (var answer in refused)
        {
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
            await Guest.RequireProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "as many are waiting as may wait; try again in 1 s");
        }

        await guest.RequireServesAsync();
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task As_many_as_may_wait_are_all_served()
    {
        await using var guest = await Guest.VisitAsync(new() { Queue = Crowd });
        byte[] sheet = Sheet();

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => guest.PostAsync("/api/recognize", sheet)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task More_than_an_address_may_ask_in_a_minute_is_refused()
    {
        const int Allowed = 5;
        await using var guest = await Guest.VisitAsync(new() { RateLimit = Allowed });
        for (int i = 0; i < Allowed; i++)
            await guest.RequireServesAsync();

        using var answer = await guest.PostAsync("/api/recognize", Pictures.Zero);

        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        await Guest.RequireProblemAsync(answer, HttpStatusCode.TooManyRequests, "more than one address may make in a minute; try again in ");
        using var health = await guest.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task What_was_accepted_is_finished_when_the_server_stops()
    {
        await using var server = await Server.StartAsync(new() { Port = 0 }, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var body = new SlowBody(Pictures.Zero);
        var asked = http.PostAsync("/api/recognize", body, TestContext.Current.CancellationToken);
        await body.Begun;

        var stopped = server.StopAsync();
        body.GoOn();

        using var answer = await asked;
        Assert.Equal("0", (await Guest.JsonOf(answer)).GetProperty("text").GetString());
        await stopped;
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/health/live", TestContext.Current.CancellationToken));
    }

    private static byte[] Sheet() => Pictures.Drawn(1000, (canvas, pen) =>
    {
        for (int i = 0; i < 25; i++)
            canvas.DrawOval(100 + (200 * (i % 5)), 100 + (200 * (i / 5)), 45, 65, pen);
    });

    /// <summary>Bytes whose second half is sent when it is asked for.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _begun = new(), _goesOn = new();

        public SlowBody(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new("image/png");
        }

        public Task Begun => _begun.Task;

        public void GoOn() => _goesOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            int half = _bytes.Length / 2;
            await stream.WriteAsync(_bytes.AsMemory(0, half));
            await stream.FlushAsync();
            _begun.SetResult();
            await _goesOn.Task;
            await stream.WriteAsync(_bytes.AsMemory(half));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
