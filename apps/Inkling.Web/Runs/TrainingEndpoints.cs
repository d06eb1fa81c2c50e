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
        app.MapPost("/api/runs/{id}/resume", Resume)
            .WithName("resume").WithSummary("Goes on with a run that was cancelled or interrupted.").AddEndpointFilter(RequireAllowedAsync).IsWork();
    }

    private static Ok<TrainingOfferJson> Offer(HttpContext context, Trainings trainings, ServerSettings settings) => TypedResults.Ok(new TrainingOfferJson(
        DigitNetwork.AllNames, Recipe.Names, TrainingRequest.Datasets, Trainings.IsAllowed(context, settings),
        trainings.Running?.Id));

    private static Created<RunJson> Start(TrainingRequest? request, Trainings trainings, RunViews runs)
    {
        if (request is null)
            throw new BadHttpRequestException("body: expected what to train as JSON, got nothing");

        string id = trainings.Start(request).Id;
        return TypedResults.Created($"/api/runs/{id}", runs.Summary(id));
    }

    private static Accepted<RunJson> Cancel(string id, Trainings trainings, RunViews runs)
    {
        if (trainings.Running is { } running && running.Id == id)
        {
            running.Cancel();
            return TypedResults.Accepted($"/api/runs/{id}", runs.Summary(id));
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
