using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Inkling.Workbench.Downloads;

namespace Inkling.Workbench.Tests.Downloads;

public class ResilientHttpTests
{
    private static readonly RetryPolicy Hasty = new() { FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromSeconds(2) };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("408")]
    [InlineData(ScriptedServer.Reset)]
    public async Task A_passing_failure_is_tried_again(string failure)
    {
        await using var server = new ScriptedServer(failure, failure, "200");
        using var client = ResilientHttp.CreateClient(Hasty);

        Assert.Equal("ok", await client.GetStringAsync(server.Address, Cancelled));
        Assert.Equal(3, server.RequestCount);
    }

    [Theory]
    [InlineData("404")]
    [InlineData("403")]
    [InlineData("200")]
    public async Task A_final_answer_is_not_asked_for_again(string answer)
    {
        await using var server = new ScriptedServer(answer);
        using var client = ResilientHttp.CreateClient(Hasty);

        using var response = await client.GetAsync(server.Address, Cancelled);

        Assert.Equal(int.Parse(answer), (int)response.StatusCode);
        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task After_the_last_retry_the_failing_answer_is_handed_over()
    {
        await using var server = new ScriptedServer("503");
        using var client = ResilientHttp.CreateClient(Hasty with { MaxRetries = 2 });

        using var response = await client.GetAsync(server.Address, Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(3, server.RequestCount);
    }

    [Fact]
    public async Task The_pause_that_the_server_asks_for_is_kept()
    {
        await using var server = new ScriptedServer("429 Retry-After: 1", "200");
        using var client = ResilientHttp.CreateClient(Hasty);

        var clock = Stopwatch.StartNew();
        Assert.Equal("ok", await client.GetStringAsync(server.Address, Cancelled));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 5);
    }

    [Fact]
    public async Task A_pause_too_long_is_left_to_the_caller()
    {
        await using var server = new ScriptedServer("503 Retry-After: 3600", "200");
        using var client = ResilientHttp.CreateClient(Hasty);

        using var response = await client.GetAsync(server.Address, Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Pauses_grow_and_are_taken_from_the_clock_given()
    {
        var clock = new LeapingClock();
        await using var server = new ScriptedServer("500");
        var policy = new RetryPolicy { FirstPause = TimeSpan.FromSeconds(4), LongestPause = TimeSpan.FromHours(1) };
        using var client = ResilientHttp.CreateClient(policy, clock);

        using var response = await client.GetAsync(server.Address, Cancelled);

        Assert.Equal(4, clock.Pauses.Count);
        // Chance moves the single pauses about, but their sum lies between 8 and 16 times a scale of 4 s / 1.4; four even ones give 16 s.
        Assert.InRange(clock.Pauses.Sum(pause => pause.TotalSeconds), 22, 46);
        Assert.Equal(4, clock.Pauses.Distinct().Count());
    }

    [Fact]
    public async Task A_refused_connection_fails_soon()
    {
        using var client = ResilientHttp.CreateClient();

        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(ClosedPort(), Cancelled));

        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 4);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_once()
    {
        var clock = new LeapingClock();
        using var client = ResilientHttp.CreateClient(new RetryPolicy { QuickFailure = TimeSpan.FromMinutes(1) }, clock);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(ClosedPort(), Cancelled));

        Assert.Single(clock.Pauses);
    }

    [Fact]
    public async Task A_connection_that_fails_slowly_is_not_tried_again()
    {
        var clock = new LeapingClock();
        using var client = ResilientHttp.CreateClient(new RetryPolicy { QuickFailure = TimeSpan.Zero }, clock);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(ClosedPort(), Cancelled));

        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_fails_within_five_seconds()
    {
        using var client = ResilientHttp.CreateClient();

        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri("http://no-such-host.invalid/"), Cancelled));

        Assert.True(error is HttpRequestException or TaskCanceledException, error.ToString());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task Redirections_are_followed_and_end()
    {
        await using var once = new ScriptedServer("302 Location: /elsewhere", "200");
        await using var endless = new ScriptedServer("302 Location: /again");
        using var client = ResilientHttp.CreateClient(Hasty);

        Assert.Equal("ok", await client.GetStringAsync(once.Address, Cancelled));
        using var response = await client.GetAsync(endless.Address, Cancelled);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(6, endless.RequestCount);
    }

    [Fact]
    public async Task Cancelling_ends_a_pause_at_once()
    {
        await using var server = new ScriptedServer("503");
        var patient = new RetryPolicy { FirstPause = TimeSpan.FromMinutes(10), LongestPause = TimeSpan.FromHours(1) };
        using var client = ResilientHttp.CreateClient(patient);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        var request = client.GetAsync(server.Address, cancel.Token);
        while (server.RequestCount == 0)
            await Task.Delay(5, Cancelled);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(TimeSpan.FromSeconds(5), Cancelled));
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>A clock whose every pause is over at once, and is written down.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
                Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }
}
