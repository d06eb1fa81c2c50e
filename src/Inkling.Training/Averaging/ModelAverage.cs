using Inkling.Nn;

namespace Inkling.Training;

/// <summary>An average of the parameters over the updates, which is often better than the parameters of the last one.</summary>
/// <remarks>
/// Immutable; what it remembers belongs to the trainer and is part of a checkpoint. Training goes on as without it:
/// <see cref="Trainer.Test"/> and <see cref="Trainer.Snapshot"/> use the average. Of a frozen parameter that is its value.
/// </remarks>
public abstract class ModelAverage
{
    private protected ModelAverage()
    {
    }

    /// <summary>How many numbers are remembered per parameter.</summary>
    internal abstract int BufferCount { get; }

    /// <summary>An average in which an update counts less the longer ago it is: a ← d·a + (1 − d)·w.</summary>
    /// <remarks>
    /// After Polyak and Juditsky 1992, with weights that decay. In the first 1/(1 − d) updates it is their plain mean, so that the parameters before
    /// the first update have no part in it.
    /// </remarks>
    /// <param name="decay">d, above 0 and below 1; 0.999 averages over about the last 1,000 updates.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public static ModelAverage Exponential(double decay) => new ExponentialAverage(decay);

    /// <summary>The plain mean of the last N to 2·N − 1 updates, or of all while there are fewer: the original's <c>ModelAverage</c>.</summary>
    /// <remarks>
    /// The updates are taken N by N: what is averaged are those of the last N that are complete, and those begun since. The original's N may grow
    /// with the number of updates; here it is fixed.
    /// </remarks>
    /// <param name="updates">N, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static ModelAverage Window(int updates) => new WindowAverage(updates);

    /// <summary>Takes in a stretch of the parameters.</summary>
    /// <param name="values">The parameters after an update.</param>
    /// <param name="averages">What is remembered of all parameters.</param>
    /// <param name="offset">Where the stretch begins.</param>
    /// <param name="number">The 1-based number of the update.</param>
    internal abstract void Update(ReadOnlySpan<float> values, Memory<float>[] averages, int offset, long number);

    /// <summary>Takes in all parameters in the memory of a device.</summary>
    /// <param name="device">Where they are.</param>
    /// <param name="averages">What is remembered of them.</param>
    /// <param name="all">The range of all parameters.</param>
    /// <param name="number">The 1-based number of the update.</param>
    internal abstract void UpdateOn(DeviceExecutor device, DeviceVector[] averages, Range all, long number);

    /// <summary>Computes the average of a stretch of the parameters.</summary>
    /// <param name="averages">What is remembered of all parameters.</param>
    /// <param name="offset">Where the stretch begins.</param>
    /// <param name="updates">How many updates there were, at least one.</param>
    /// <param name="result">Overwritten.</param>
    internal abstract void Read(Memory<float>[] averages, int offset, long updates, Span<float> result);
}
