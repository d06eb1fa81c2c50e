namespace Inkling.Bench.Peers;

/// <summary>Seconds per pass of one contender, over all rounds.</summary>
public sealed record PassTimes(double Median, double Min, double Max)
{
    /// <exception cref="ArgumentException">There are no rounds.</exception>
    public static PassTimes Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("At least one round is needed for a median.", nameof(seconds));
        }

        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }
}
