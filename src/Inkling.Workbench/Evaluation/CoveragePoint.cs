namespace Inkling.Workbench;

/// <summary>What comes of answering only where the probability is high enough.</summary>
/// <param name="Confidence">The least probability that is answered with.</param>
/// <param name="Coverage">The part of all samples that is answered, above 0 to 1.</param>
/// <param name="Error">The part of the answers that is wrong, 0..1.</param>
public readonly record struct CoveragePoint(double Confidence, double Coverage, double Error)
{
    /// <summary>The curve of coverage and error: a point for every probability that occurs, from the surest on; the last one answers all.</summary>
    public static IReadOnlyList<CoveragePoint> Curve(IReadOnlyList<JudgedSample> judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var curve = new List<CoveragePoint>();
        int answered = 0, wrong = 0;
        foreach (var equals in judged.GroupBy(sample => sample.Probability).OrderByDescending(group => group.Key))
        {
            answered += equals.Count();
            wrong += equals.Count(sample => !sample.IsRight);
            curve.Add(new(equals.Key, (double)answered / judged.Count, (double)wrong / answered));
        }

        return curve;
    }
}
