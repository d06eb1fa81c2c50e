using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Scoring;

/// <summary>What the contenders said of the images of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Answers">Of every contender that reads its kind, the answers in the order of the images.</param>
internal sealed record Measurement(ITestSet Set, IReadOnlyDictionary<Contender, Answer[]> Answers)
{
    /// <summary>Makes the images, or the first of them, and has all of them read, on all processors.</summary>
    public static Measurement Of(ITestSet set, IEnumerable<Contender> contenders, int most)
    {
        var answers = contenders.Where(contender => contender.Reads.Contains(set.Kind))
            .ToDictionary(contender => contender, _ => new Answer[Math.Min(set.Count, most)]);
        Parallel.For(0, Math.Min(set.Count, most), i =>
        {
            var image = set.Make(i);
            foreach (var (contender, given) in answers)
                given[i] = contender.Read(image);
        });
        return new(set, answers);
    }
}
