using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Training;

namespace Inkling.Bench.Scaling;

/// <summary>Bytes the garbage collector hands out per training step, all threads counted.</summary>
internal sealed class AllocationMeasurement : IMeasurement
{
    /// <summary>More images than the shuffle holds at once, so that its buffer is part of every pass alike.</summary>
    private const int Steps = 80;

    public string Name => "allocations";

    public void Run(PeersRun run, Figures figures)
    {
        // What a pass allocates once is in both.
        long few = AllocatedBy(run, Steps), many = AllocatedBy(run, 2 * Steps);
        double perStep = (many - few) / (double)Steps;
        figures.Add("allocated.bytes.per.step", perStep);
        figures.Say($"");
        figures.Say($"Allocated per training step of LeNet, batch {run.Settings.BatchSize}, {run.Settings.Threads} threads: {perStep:F0} bytes");
    }

    private static long AllocatedBy(PeersRun run, int steps)
    {
        using var training = InklingTraining.Create(MeasuredNetwork.LeNet, run.Train.First(steps * run.Settings.BatchSize), run.Settings);
        for (int warmUp = 0; warmUp < 1; warmUp++)
            training.TrainPass();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        training.TrainPass();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
