namespace Inkling.Training;

/// <summary>Costs and metrics being added up, in double precision and in a fixed order.</summary>
/// <param name="Total">The sum of the costs of all samples.</param>
/// <param name="Metrics">Their metrics.</param>
internal readonly record struct CostSum(double Total, Metrics Metrics)
{
    public double Mean => Total / Metrics.Samples;

    public static CostSum operator +(CostSum a, CostSum b) => new(a.Total + b.Total, a.Metrics + b.Metrics);

    /// <summary>The sum over the samples an executor has just computed.</summary>
    public static CostSum Of(ReadOnlySpan<float> costs, ReadOnlySpan<float> predictions, ReadOnlySpan<Data.Sample> samples)
    {
        double total = 0.0;
        foreach (float cost in costs)
            total += cost;

        int classes = predictions.Length / samples.Length, wrong = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            if (Largest(predictions.Slice(n * classes, classes)) != samples[n].Label)
                wrong++;
        }

        return new(total, new(wrong, samples.Length));
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
