namespace Inkling.Training;

/// <summary>The learning rate over a training: a pure function of progress, so that it needs no state and resumes exactly.</summary>
public abstract class Schedule
{
    /// <summary>The same rate throughout.</summary>
    /// <param name="rate">The rate, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number.</exception>
    public static Schedule Constant(double rate) => new ConstantSchedule(rate);

    /// <summary>Linearly up to a peak, then linearly down to zero (after L. N. Smith's one-cycle policy).</summary>
    /// <param name="peak">The highest rate, positive.</param>
    /// <param name="warmUp">The part of all updates that the way up takes, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The peak is not a positive number, or the warm-up is out of range.</exception>
    public static Schedule OneCycle(double peak, double warmUp = 0.2) => new OneCycleSchedule(peak, warmUp);

    /// <summary>The rate of one update.</summary>
    /// <exception cref="InvalidOperationException">The schedule needs the length of the training, and it is not known.</exception>
    public abstract double RateAt(Progress progress);

    private protected static double CheckRate(double rate, string name) =>
        double.IsFinite(rate) && rate > 0.0
            ? rate
            : throw new ArgumentOutOfRangeException(name, rate, "learning rate: expected a positive number");
}
