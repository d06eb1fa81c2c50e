using System.Globalization;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary>A training as the lines of the chapter: one every log period, one for the test after every pass.</summary>
internal sealed class TrainingLines(Notes notes) : ITrainingDisplay
{
    public RunRecord Follow(TrainingRun run, RunSettings settings, Func<Action<TrainingEvent>, RunRecord> train) => train(e =>
    {
        switch (e)
        {
            case EndIteration end when end.Batch % settings.LogPeriod == 0:
                notes.Tell(string.Create(CultureInfo.InvariantCulture, $"Pass {end.Pass}, Batch {end.Batch}, Cost {end.Cost:F6}, {end.Metrics}"));
                break;

            case PassDone pass:
                notes.Tell(TestLine(pass));
                break;
        }
    });

    /// <summary>The line for the test after a pass.</summary>
    public static string TestLine(PassDone pass) => string.Create(
        CultureInfo.InvariantCulture, $"Test with Pass {pass.Result.Pass}, Cost {pass.Result.TestCost:F6}, {pass.Metrics} ({pass.Result.Seconds:F1} s)");
}
