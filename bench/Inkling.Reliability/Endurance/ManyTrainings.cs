using Inkling.Data.Synthetic;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Reliability.Endurance;

/// <summary>Trainings one after the other in one process.</summary>
internal static class ManyTrainings
{
    /// <summary>The runtime is still compiling, and its memory growing, within the first few.</summary>
    private const int Settling = 5;

    /// <summary>Trains so many times, each into a run folder of its own.</summary>
    /// <returns>The memory after the first few, and after the last.</returns>
    /// <exception cref="InvalidDataException">Memory grew, or two trainings ended with different parameters.</exception>
    public static (MemoryReading Early, MemoryReading Late) Run(string folder, int trainings)
    {
        var data = SyntheticDigits.Load(trainCount: 2560, testCount: 256);
        var settings = new RunSettings(Recipe.Default("lenet") with { Passes = 2 }, data.Name);
        MemoryReading early = default, late = default;
        string? hash = null;
        for (int i = 1; i <= trainings; i++)
        {
            var record = new TrainingRun(settings, data, threads: 2).Start(RunFolder.Create(Path.Combine(folder, $"run-{i}")), _ => { });
            hash ??= record.Result!.ModelHash;
            if (record.Outcome != Outcome.Completed || record.Result!.ModelHash != hash)
                throw new InvalidDataException($"training {i}: expected {hash}, got {record.Outcome}, {record.Result!.ModelHash}");
            late = MemoryReading.Now();
            early = i == Settling ? late : early;
        }

        late.RequireNoGrowth(early, $"{trainings} trainings");
        return (early, late);
    }
}
