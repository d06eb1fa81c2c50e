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

    /// <summary>The chapter's pipeline.</summary>
    public static Contender Of(PlainPipeline plain) => new("plain pipeline", _oneDigit, plain.Read);

    /// <summary>Our own, up to what a user gets who says nothing.</summary>
    /// <param name="settings">How they judge.</param>
    public static IReadOnlyList<Contender> Recognizers(RecognizerSettings settings)
    {
        Recognizer lenet = new(ModelFile.Open("lenet"), settings), deep = new(ModelFile.Open("deep"), settings);
        return
        [
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
