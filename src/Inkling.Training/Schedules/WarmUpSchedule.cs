using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(t) = schedule(t)·min(1, (t + 1)/iterations).</summary>
internal sealed class WarmUpSchedule(Schedule schedule, long iterations) : Schedule
{
    private readonly long _iterations = iterations > 0
        ? iterations
        : throw new ArgumentOutOfRangeException(nameof(iterations), iterations, "warm-up: expected a positive number of iterations");

    public override double RateAt(Progress progress) =>
        schedule.RateAt(progress) * Math.Min(1.0, (progress.Iteration + 1.0) / _iterations);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{schedule}, warmed up in {_iterations} iterations");
}
