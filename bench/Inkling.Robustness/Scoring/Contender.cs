using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Scoring;

/// <summary>Something that reads images; a column of the tables.</summary>
/// <param name="Title">The head of its column.</param>
/// <param name="Reads">The kinds of images it is asked to read.</param>
/// <param name="Read">Reads one; called from several threads at once.</param>
internal sealed record Contender(string Title, SetKind[] Reads, Func<TestImage, Answer> Read)
{
    private static readonly SetKind[] _oneDigit = [SetKind.Field, SetKind.OneDigit];

    /// <summary>All of them, from the plainest to what a user gets who says nothing.</summary>
    /// <param name="plain">The chapter's pipeline.</param>
    /// <param name="settings">How the recognizers judge.</param>
    public static IReadOnlyList<Contender> All(PlainPipeline plain, RecognizerSettings settings)
    {
        Recognizer lenet = new(ModelFile.Open("lenet"), settings), deep = new(ModelFile.Open("deep"), settings);
        return
        [
            new("plain pipeline", _oneDigit, plain.Read),
            new("`lenet`, one", _oneDigit, Reader(lenet, DigitCount.One)),
            new("`deep`, one", [SetKind.OneDigit], Reader(deep, DigitCount.One)),
            new("`lenet`, many", [SetKind.String], Reader(lenet, DigitCount.Many)),
            new("`deep`, auto", Enum.GetValues<SetKind>(), Reader(deep, DigitCount.Auto)),
        ];
    }

    private static Func<TestImage, Answer> Reader(Recognizer recognizer, DigitCount count) => image =>
    {
        var reading = recognizer.Read(image.Image, count);
        double confidence = reading.Digits.Select(digit => (double)digit.Recognition.Probability).DefaultIfEmpty().Min();
        return new(reading.Text == image.Text, confidence, reading.IsRejected);
    };
}
