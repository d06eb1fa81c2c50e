namespace Inkling.Training;

/// <summary>How gradients change parameters.</summary>
/// <remarks>An optimizer is immutable and holds settings only; what it remembers of the parameters belongs to the trainer.</remarks>
public abstract class Optimizer
{
    private protected Optimizer(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Schedule = schedule;
    }

    /// <summary>The learning rate over time.</summary>
    public Schedule Schedule { get; }

    /// <summary>How many numbers are remembered per parameter.</summary>
    public abstract int MomentCount { get; }

    /// <summary>Updates a stretch of the parameters.</summary>
    /// <param name="slice">Parameters, gradients and moments.</param>
    /// <param name="rate">The learning rate of this update.</param>
    /// <param name="iteration">The 1-based number of this update.</param>
    public abstract void Update(in ParameterSlice slice, float rate, long iteration);
}
