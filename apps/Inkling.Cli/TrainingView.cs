using System.Globalization;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Training;

namespace Inkling.Cli;

/// <summary>What a person sees of a training: the chapter's lines as it goes, then the best pass and what to type next.</summary>
/// <param name="json">True: stdout is not for people.</param>
/// <param name="printsJson">Whether the result is written there as JSON.</param>
internal sealed class TrainingView(bool json, bool printsJson)
{
    private readonly TextWriter _results = json ? Console.Error : Console.Out;
    private int _logPeriod = RunSettings.UsualLogPeriod;

    public static void Note(string message) => Console.Error.WriteLine(message);

    public void ShowStart(TrainingRun run, RunSettings settings, RunFolder folder)
    {
        _logPeriod = settings.LogPeriod;
        Note(run.Network.ToString());
        var recipe = settings.Recipe;
        Note(Invariant($"{settings.Dataset}, {recipe.Passes} passes, batch size {recipe.BatchSize}, {recipe.CreateOptimizer()}, seed {recipe.Seed}"));
        Note($"run folder {folder.Path}");
        Note("");
    }

    public void Handle(RunEvent e)
    {
        switch (e)
        {
            case IterationDone { End: var end } when end.Batch % _logPeriod == 0:
                Note(Invariant($"Pass {end.Pass}, Batch {end.Batch}, Cost {end.Cost:F6}, {end.Metrics}"));
                break;

            case PassDone { Result: var pass, Metrics: var metrics }:
                Note(Invariant($"Test with Pass {pass.Pass}, Cost {pass.TestCost:F6}, {metrics} ({pass.Seconds:F1} s)"));
                break;
        }
    }

    public void ShowEnd(RunRecord record)
    {
        var result = record.Result!;
        Note("");
        switch (record.Outcome)
        {
            case Outcome.Cancelled:
                Note($"Stopped; everything is saved. To go on: inkling train --resume {result.Run}");
                break;

            case Outcome.Diverged:
                Note("The training diverged: the cost is no longer a number. Try a lower --learning-rate, or the default recipe.");
                break;
        }

        if (result is { BestPass: { } best, TestCost: { } cost, Accuracy: { } accuracy })
        {
            _results.WriteLine(Invariant($"Best pass is {best}, testing Avgcost is {cost}"));
            _results.WriteLine(Invariant($"The classification accuracy is {accuracy * 100:F2}%"));
            Note($"To use it: inkling recognize IMAGE --model {result.Run}");
        }

        if (printsJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Default.RunResult));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
