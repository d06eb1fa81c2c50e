using System.Globalization;
using System.Text.Json;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary>What a person sees of a training: what it is, how it goes, the best pass, and what to type next.</summary>
/// <param name="notes">Where it is told.</param>
/// <param name="json">True: stdout is not for people.</param>
/// <param name="printsJson">Whether the result is written there as JSON.</param>
internal sealed class TrainingView(Notes notes, bool json, bool printsJson)
{
    private const int MostRows = 10;

    private readonly TextWriter _results = json ? Console.Error : Console.Out;

    /// <summary>Shows a training from its settings to its result.</summary>
    public RunRecord Show(TrainingRun run, RunSettings settings, RunFolder folder, Func<Action<TrainingEvent>, RunRecord> train)
    {
        ShowStart(run, settings, folder);
        ITrainingDisplay display = notes.IsLive ? new TrainingScreen(notes) : new TrainingLines(notes);
        var record = display.Follow(run, settings, train);
        ShowEnd(record, run.ClassNames);
        return record;
    }

    private void ShowStart(TrainingRun run, RunSettings settings, RunFolder folder)
    {
        var recipe = settings.Recipe;
        foreach (string line in $"{run.Network}".Split('\n'))
            notes.Tell(line);
        string average = recipe.CreateAverage() is { } mean ? $", {mean}" : "";
        notes.Tell(Invariant($"{settings.Dataset}, {(recipe.Passes == 1 ? "1 pass" : $"{recipe.Passes} passes")}, batch size {recipe.BatchSize}, {recipe.CreateOptimizer()}{average}, seed {recipe.Seed}"));
        notes.Tell($"run folder {folder.Path}");
        notes.Tell("");
    }

    private void ShowEnd(RunRecord record, IReadOnlyList<string> classNames)
    {
        var result = record.Result!;
        notes.Tell("");
        ShowPasses(result);
        if (result is { BestPass: { } best, TestCost: { } cost, Accuracy: { } accuracy })
        {
            _results.WriteLine(Invariant($"Best pass is {best}, testing Avgcost is {cost:F6}"));
            _results.WriteLine(Invariant($"The classification accuracy is {accuracy * 100:F2}%"));
        }

        switch (record.Outcome)
        {
            case Outcome.Completed:
                notes.Advise("To use it:", $"{Invocation.Name} recognize IMAGE --model {result.Run}");
                notes.Advise("To look at it:", $"{Invocation.Name} evaluate {result.Run} --report report.html");
                break;
            case Outcome.Cancelled:
                notes.Advise("Stopped; everything is saved. To go on:", $"{Invocation.Name} train --resume {result.Run}");
                break;
            case Outcome.Diverged:
                Notes.Warn("the training diverged: the cost is no longer a number. Try a lower --learning-rate, or the default recipe");
                break;
            case Outcome.Collapsed when result.Passes[^1].SoleAnswer is { } answer:
                Notes.Warn(
                    $"the network collapsed: it takes every test image for '{classNames[answer]}'. Try a lower --learning-rate, or the default recipe, "
                    + "and see that the training images are of several classes");
                break;
        }

        if (printsJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Default.RunResult));
    }

    /// <summary>A row per pass; of many passes some, among them the best and the last.</summary>
    private void ShowPasses(RunResult result)
    {
        if (result.Passes.Count == 0)
            return;

        int stride = (result.Passes.Count + MostRows - 1) / MostRows, last = result.Passes[^1].Pass;
        notes.Tell("pass  train cost   test cost  test error   seconds");
        foreach (var pass in result.Passes.Where(pass => pass.Pass % stride == 0 || pass.Pass == last || pass.Pass == result.BestPass))
        {
            notes.Tell(Invariant(
                $"{pass.Pass,4} {pass.TrainCost,11:F6} {pass.TestCost,11:F6} {pass.TestError * 100,9:F2} % {pass.Seconds,9:F1}{(pass.Pass == result.BestPass ? "  best" : "")}"));
        }

        notes.Tell(Invariant($"{result.ImagesPerSecond:N0} images per second on {result.Device ?? (result.Threads == 1 ? "1 thread" : $"{result.Threads} threads")}{(result.Processes is { } several ? $" of each of {several} processes" : "")}"));
        notes.Tell($"curves: {Path.Combine(result.Run, "cost.svg")}");
        notes.Tell("");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
