namespace Inkling.Workbench;

/// <summary>The answers whose probability lies in one stretch: how sure they are, and how right.</summary>
/// <param name="From">Where the stretch begins, 0..1.</param>
/// <param name="To">Where it ends; the end belongs to the next one, but for 1.</param>
/// <param name="Samples">How many answers there are in it.</param>
/// <param name="Confidence">Their mean probability; 0 if there are none.</param>
/// <param name="Accuracy">The part of them that is right; 0 if there are none.</param>
public sealed record CalibrationBin(double From, double To, int Samples, double Confidence, double Accuracy)
{
    /// <summary>How many stretches of equal length the probabilities are put into.</summary>
    public const int Count = 15;

    /// <summary>Puts answers into their bins, from the least sure on.</summary>
    public static IReadOnlyList<CalibrationBin> Of(IReadOnlyList<JudgedSample> judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var sums = new (int Samples, int Right, double Probability)[Count];
        foreach (var sample in judged)
        {
            ref var sum = ref sums[Math.Min((int)(sample.Probability * Count), Count - 1)];
            sum = (sum.Samples + 1, sum.Right + (sample.IsRight ? 1 : 0), sum.Probability + sample.Probability);
        }

        return
        [
            .. sums.Select((sum, i) =>
            {
                double count = Math.Max(sum.Samples, 1);
                return new CalibrationBin((double)i / Count, (i + 1.0) / Count, sum.Samples, sum.Probability / count, sum.Right / count);
            }),
        ];
    }
}
