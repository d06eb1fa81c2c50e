using Inkling.Web.Recognition;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Inkling.Web;

/// <summary>Whether the server can be asked: its usual model opens, and it is not about to stop.</summary>
internal sealed class Health(ModelCatalogue models, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Task.FromResult(HealthCheckResult.Unhealthy("server: expected one that takes requests, found one that is stopping"));

        // What it throws makes the server not ready, too.
        models.Open(id: null);
        return Task.FromResult(HealthCheckResult.Healthy());
    }

    /// <summary>Maps the two questions: is it alive, and is it ready? Whoever asks is not counted for the limit per address.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = AnswerAsync }).DisableRateLimiting();
    }

    private static Task AnswerAsync(HttpContext context, HealthReport report)
    {
        var unhealthy = report.Entries.Values.FirstOrDefault(entry => entry.Status != HealthStatus.Healthy);
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Text($"{report.Status}").ExecuteAsync(context)
            : Problems.AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, unhealthy.Description ?? unhealthy.Exception?.Message ?? "server: not ready");
    }
}
