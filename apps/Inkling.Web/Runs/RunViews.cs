using System.Net.ServerSentEvents;
using Inkling.Training;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Runs;

/// <summary>What runs look like from outside: those in folders, and the one that this server is at, whose folder may be still empty.</summary>
internal sealed class RunViews(RunCatalogue runs, Trainings trainings)
{
    /// <summary>The state of a run that nobody is at.</summary>
    public static string StateOf(Outcome? outcome) => outcome switch
    {
        null => RunJson.Interrupted,
        Outcome.Completed => RunJson.Completed,
        Outcome.Cancelled => "cancelled",
        Outcome.Diverged => "diverged",
        Outcome.Collapsed => "collapsed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "outcome: expected a known one"),
    };

    /// <summary>Whether a run that ended so can go on.</summary>
    public static bool IsResumable(Outcome? outcome) => outcome is null or Outcome.Cancelled;

    /// <summary>The curve as it would have been told.</summary>
    public static IEnumerable<IterationJson> Iterations(RunProgress progress, long iterations) => progress.Points.Select(point => new IterationJson(
        point.Pass, point.Batch, point.Iteration, iterations, point.Cost, point.Error, point.LearningRate, ImagesPerSecond: null));

    /// <summary>All runs, the newest first. A folder that cannot be read is left out.</summary>
    public IEnumerable<RunJson> All()
    {
        var folders = runs.Folders.OrderByDescending(folder => Directory.GetCreationTimeUtc(folder.Path)).ThenByDescending(folder => folder.Name, StringComparer.Ordinal).ToList();
        if (trainings.Running is { } running && folders.TrueForAll(folder => folder.Name != running.Id))
            folders.Insert(0, running.Folder);
        return folders.Select(TryRead).OfType<RunDetailsJson>().Select(Summary);
    }

    /// <summary>A run.</summary>
    /// <exception cref="BadHttpRequestException">There is none, or it cannot be read.</exception>
    public RunDetailsJson Details(string id)
    {
        var folder = LiveOf(id)?.Folder ?? Folder(id);
        try
        {
            return Read(folder);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new BadHttpRequestException($"run '{id}': expected a run folder that can be read, found a damaged one", StatusCodes.Status404NotFound, e);
        }
    }

    /// <summary>A run as in the list of all.</summary>
    /// <exception cref="BadHttpRequestException">There is none, or it cannot be read.</exception>
    public RunJson Summary(string id) => Summary(Details(id));

    /// <summary>What was told of a run, and what will be.</summary>
    /// <exception cref="BadHttpRequestException">There is no such run.</exception>
    public IAsyncEnumerable<SseItem<string>> Events(string id, CancellationToken cancellation)
    {
        if (LiveOf(id) is { } live)
            return live.Story.ListenAsync(cancellation);

        var run = Details(id);
        var story = new RunStory();
        foreach (var iteration in Iterations(new(run.Results, run.History), IterationsOf(run)))
            story.Tell(iteration);
        foreach (var pass in run.Results)
            story.Tell(pass);
        story.Tell(new EndJson(run.State, run.State == RunJson.Running ? "Another program trains it; look again later." : null));
        return story.ListenAsync(cancellation);
    }

    /// <summary>The folder of a run.</summary>
    /// <exception cref="BadHttpRequestException">There is none.</exception>
    public RunFolder Folder(string id) =>
        runs.Find(id) ?? throw new BadHttpRequestException($"run '{id}': expected one that /api/runs lists; there is none of that id", StatusCodes.Status404NotFound);

    private static RunJson Summary(RunDetailsJson run) => new(
        run.Id, run.Network, run.Dataset, run.State, run.Passes, run.CompletedPasses, run.BestPass, run.TestCost, run.Accuracy);

    /// <summary>Told by the points of the later passes; else by the number of samples, where that is known.</summary>
    private static long IterationsOf(RunDetailsJson run)
    {
        int batch = run.Settings.Recipe.BatchSize;
        long perPass = run.History.FirstOrDefault(point => point.Pass > 0) is { } later ? (later.Iteration - later.Batch - 1) / later.Pass
            : run.Settings.Limit is { } limit ? (limit + batch - 1) / batch
            : run.History is [.., var last] ? last.Iteration : 0;
        return perPass * run.Passes;
    }

    private static bool IsUnreadable(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException;

    private Training? LiveOf(string id) => trainings.Latest is { } latest && latest.Id == id ? latest : null;

    private RunDetailsJson? TryRead(RunFolder folder)
    {
        try
        {
            return Read(folder);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }
    }

    private RunDetailsJson Read(RunFolder folder)
    {
        // Asked for first: a training that ends meanwhile has written its record then.
        bool isLive = trainings.Running?.Id == folder.Name;
        bool isRunning = isLive || folder.IsBeingTrained;
        bool hasRecord = runs.Find(folder.Name) is not null;
        var record = hasRecord ? folder.ReadRecord() : null;
        var settings = record?.Settings ?? LiveOf(folder.Name)!.Settings;
        var progress = hasRecord ? folder.ReadProgress() : RunProgress.Empty;
        var best = progress.Best;
        return new(
            folder.Name, settings.Recipe.Model, settings.Dataset, isRunning ? RunJson.Running : StateOf(record?.Outcome), settings.Recipe.Passes,
            progress.Passes.Count, best?.Pass, best?.TestCost, 1 - best?.TestError, settings with { DataDirectory = null }, progress.Points, progress.Passes);
    }
}
