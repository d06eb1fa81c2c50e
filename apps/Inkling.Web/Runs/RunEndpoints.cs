using System.ComponentModel;
using System.Globalization;
using Inkling.Web.Serving;
using Inkling.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inkling.Web.Runs;

/// <summary>Which runs there are, and what came of them.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/runs", All).WithName("runs").WithSummary("The runs, the newest first.").IsWork();
        app.MapGet("/api/runs/{id}", Details).WithName("run").WithSummary("A run, with its settings, its curve and its passes.").IsWork();
        app.MapGet("/api/runs/{id}/events", Events)
            .WithName("events").WithSummary("What a run tells: everything so far, then what comes, to its end.").DisableRequestTimeout();
        app.MapGet("/api/runs/{id}/evaluation", EvaluationAsync).WithName("evaluation").WithSummary("How right the best pass of a run is.").IsWork();
        app.MapGet("/api/runs/{id}/mistakes", MistakesAsync).WithName("mistakes").WithSummary("What the best pass of a run takes for something else.").IsWork();
    }

    private static Ok<RunJson[]> All(RunViews runs) => TypedResults.Ok<RunJson[]>([.. runs.All()]);

    private static Ok<RunDetailsJson> Details(string id, RunViews runs) => TypedResults.Ok(runs.Details(id));

    private static ServerSentEventsResult<string> Events(string id, RunViews runs, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(runs.Events(id, cancellation));

    private static async Task<Ok<RunEvaluationJson>> EvaluationAsync(string id, RunEvaluations evaluations, CancellationToken cancellation) =>
        TypedResults.Ok(RunEvaluationJson.Of(await evaluations.OfAsync(id, cancellation)));

    private static async Task<Ok<MistakeJson[]>> MistakesAsync(
        string id,
        [Description("The true class, by its place among the classes; default: any.")] string? actual,
        [Description("What it was taken for, likewise; default: anything else.")] string? predicted,
        RunEvaluations evaluations,
        CancellationToken cancellation)
    {
        var evaluation = (await evaluations.OfAsync(id, cancellation)).Evaluation;
        return TypedResults.Ok(MistakeJson.Of(evaluation, PlaceOf(actual, nameof(actual), evaluation), PlaceOf(predicted, nameof(predicted), evaluation)));
    }

    private static int? PlaceOf(string? text, string name, Evaluation evaluation)
    {
        if (text is null)
            return null;

        int classes = evaluation.PerClass.Count;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < classes
            ? place
            : throw new BadHttpRequestException($"{name}: expected a whole number from 0 to {classes - 1}, got '{text}'");
    }
}
