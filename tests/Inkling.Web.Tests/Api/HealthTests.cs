using System.Net;
using Inkling.Web.Serving;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Inkling.Web.Tests.Api;

public class HealthTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_server_that_serves_is_well(string path)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_is_about_to_stop_lives_but_is_not_ready()
    {
        using var stopping = new CancellationTokenSource();
        var health = new Health(new(new(new())), new Lifetime(stopping.Token));

        var before = await health.CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        await stopping.CancelAsync();
        var after = await health.CheckHealthAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, before.Status);
        Assert.Equal(HealthStatus.Unhealthy, after.Status);
        Assert.Contains("stopping", after.Description, StringComparison.Ordinal);
    }

    private sealed class Lifetime(CancellationToken stopping) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => stopping;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
