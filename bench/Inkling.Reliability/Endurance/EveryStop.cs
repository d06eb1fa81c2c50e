using Inkling.Data.Synthetic;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Reliability.Endurance;

/// <summary>A training that is cancelled at its first event, at its second, and so on to the last, and gone on with each time.</summary>
internal static class EveryStop
{
    /// <summary>Stops at every event.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="InvalidDataException">A training that was stopped ended with other parameters.</exception>
    public static int Run(string folder)
    {
        var data = SyntheticDigits.Load(trainCount: 640, testCount: 64);
        var settings = new RunSettings(Recipe.Default("mlp") with { Passes = 2, BatchSize = 64 }, data.Name);
        int events = 0;
        string expected = NewRun().Start(RunFolder.Create(Path.Combine(folder, "whole")), _ => events++).Result!.ModelHash;
        for (int stop = 1; stop <= events; stop++)
        {
            var run = RunFolder.Create(Path.Combine(folder, $"stopped-{stop}"));
            using var cancellation = new CancellationTokenSource();
            int seen = 0;
            var stopped = NewRun().Start(run, _ => CancelAt(++seen == stop, cancellation), cancellation.Token);
            var resumed = stopped.Outcome == Outcome.Cancelled ? NewRun().Resume(run, _ => { }) : stopped;
            if (resumed.Outcome != Outcome.Completed || resumed.Result!.ModelHash != expected)
                throw new InvalidDataException($"stop at event {stop} of {events}: expected {expected}, got {resumed.Outcome}, {resumed.Result!.ModelHash}");
        }

        return events;

        TrainingRun NewRun() => new(settings, data, threads: 2);
    }

    private static void CancelAt(bool isMoment, CancellationTokenSource cancellation)
    {
        if (isMoment)
            cancellation.Cancel();
    }
}
