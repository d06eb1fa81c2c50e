using Inkling.Web.Serving;
using Inkling.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inkling.Web.Runs;

/// <summary>Trainings: what can be trained, and starting, stopping and resuming it.</summary>
internal static class TrainingEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/training", Offer).WithName("training").WithSummary("What can be trained, and whether something is.");
        app.MapPost("/api/runs", Start).WithName("start").WithSummary("Starts a training.").AddEndpointFilter(RequireAllowedAsync).IsWork();
        app.MapPost("/api/runs/{id}/cancel", Cancel).WithName("cancel").WithSummary("Asks a training to save itself and end.").AddEndpointFilter(RequireAllowedAsync);
        app.MapPost("/api/runs/{id}/pause", Pause).WithName("pause").WithSummary("Has a training wait.").AddEndpointFilter(RequireAllowedAsync);
        app.MapPost("/api/runs/{id}/step", Step).WithName("step").WithSummary("Has a training learn from one more minibatch, and wait.").AddEndpointFilter(RequireAllowedAsync);
        app.MapPost("/api/runs/{id}/proceed", Proceed).WithName("proceed").WithSummary("Has a training go on after a pause.").AddEndpointFilter(RequireAllowedAsync);
        app.MapPost("/api/runs/{id}/rename", Rename).WithName("rename").WithSummary("Gives a run another name.").AddEndpointFilter(RequireAllowedAsync);
        app.MapDelete("/api/runs/{id}", Delete).WithName("delete").WithSummary("Removes a run with all its files.").AddEndpointFilter(RequireAllowedAsync);
        app.MapPost("/api/runs/{id}/resume", Resume)
            .WithName("resume").WithSummary("Goes on with a run that was cancelled or interrupted.").AddEndpointFilter(RequireAllowedAsync).IsWork();
    }

    private static Accepted<RunJson> Pause(string id, Trainings trainings, RunViews runs) => Tell(id, trainings, runs, training => training.Pause());

    private static Accepted<RunJson> Step(string id, Trainings trainings, RunViews runs) => Tell(id, trainings, runs, training => training.Step());

    private static Accepted<RunJson> Proceed(string id, Trainings trainings, RunViews runs) => Tell(id, trainings, runs, training => training.Proceed());

    private static Ok<RunJson> Rename(string id, RenamingRequest? request, Trainings trainings, RunViews runs) =>
        TypedResults.Ok(runs.Summary(trainings.Rename(
            id, runs.Folder, request?.Name ?? throw new BadHttpRequestException("name: expected the new name of the run, got nothing")).Name));

    private static NoContent Delete(string id, Trainings trainings, RunViews runs)
    {
        trainings.Delete(id, runs.Folder);
        return TypedResults.NoContent();
    }

    private static Ok<TrainingOfferJson> Offer(HttpContext context, Trainings trainings, ServerSettings settings) => TypedResults.Ok(new TrainingOfferJson(
        DigitNetwork.AllNames, Recipe.Names, TrainingRequest.Datasets, Recipe.Optimizers, NetworkVariation.Activations, NetworkVariation.Networks, RecipeJson.All,
        Trainings.IsAllowed(context, settings), trainings.Running?.Id));

    private static Created<RunJson> Start(TrainingRequest? request, Trainings trainings, RunViews runs)
    {
        if (request is null)
            throw new BadHttpRequestException("body: expected what to train as JSON, got nothing");

        string id = trainings.Start(request).Id;
        return TypedResults.Created($"/api/runs/{id}", runs.Summary(id));
    }

    private static Accepted<RunJson> Cancel(string id, Trainings trainings, RunViews runs) => Tell(id, trainings, runs, training => training.Cancel());

    private static Accepted<RunJson> Tell(string id, Trainings trainings, RunViews runs, Action<Training> tell)
    {
        if (trainings.Running is { } running && running.Id == id)
        {
            tell(running);
            return TypedResults.Accepted($"/api/runs/{Uri.EscapeDataString(id)}", runs.Summary(id));
        }

        string state = runs.Summary(id).State;
        throw new BadHttpRequestException(
            $"run '{id}': expected one that this server trains, found one that {(state == RunJson.Running ? "another program trains" : $"is {state}")}",
            StatusCodes.Status409Conflict);
    }

    private static Accepted<RunJson> Resume(string id, Trainings trainings, RunViews runs)
    {
        // One whose folder is still empty is known to be going on, and to nobody else.
        if (trainings.Running is { } running && running.Id == id)
            throw new BadHttpRequestException($"run '{id}': expected one that was cancelled or interrupted, found one that is running", StatusCodes.Status409Conflict);

        trainings.Resume(runs.Folder(id));
        return TypedResults.Accepted($"/api/runs/{Uri.EscapeDataString(id)}", runs.Summary(id));
    }

    private static ValueTask<object?> RequireAllowedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var settings = (ServerSettings)http.RequestServices.GetService(typeof(ServerSettings))!;
        return Trainings.IsAllowed(http, settings)
            ? next(context)
            : throw new BadHttpRequestException(
                $"training: expected a request from this machine, got one from {(http.Request.Headers.TryGetValue("X-Forwarded-For", out var from) ? from.ToString() : http.Connection.RemoteIpAddress)}; --allow-remote-training allows others",
                StatusCodes.Status403Forbidden);
    }
}
