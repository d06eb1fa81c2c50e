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
    /// <summary>The kinds that the chapter's pipeline is asked to read: those of one digit.</summary>
    public static readonly SetKind[] ReadByPlain = [SetKind.Field, SetKind.OneDigit, SetKind.TightCrop];

    /// <summary>The kinds of images for which it is the one to ask, by who knows what they show: of these it is told how far its word goes.</summary>
    public SetKind[] Fits { get; private init; } = [];

    /// <summary>The chapter's pipeline.</summary>
    public static Contender Of(PlainPipeline plain) => new("plain pipeline", ReadByPlain, plain.Read);

    /// <summary>Our own, up to what a user gets who says nothing.</summary>
    /// <param name="settings">How they judge.</param>
    public static IReadOnlyList<Contender> Recognizers(RecognizerSettings settings)
    {
        Recognizer lenet = new(DigitModel.Open("lenet"), settings), deep = new(DigitModel.Open("deep"), settings);
        SetKind[] one = [SetKind.OneDigit, SetKind.TightCrop], many = [SetKind.String, SetKind.Form];
        return
        [
            new("`lenet`, one", ReadByPlain, Reader(lenet, DigitCount.One)),
            new("`deep`, one", one, Reader(deep, DigitCount.One)) { Fits = one },
            new("`lenet`, many", [SetKind.String], Reader(lenet, DigitCount.Many)),
            new("`deep`, many", many, Reader(deep, DigitCount.Many)) { Fits = many },
            // A field of 28×28 is taken for one digit without being asked: 'one' would say the same.
            new("`deep`, auto", Enum.GetValues<SetKind>(), Reader(deep, DigitCount.Auto)) { Fits = [SetKind.Field, SetKind.NoDigit] },
        ];
    }

    private static Func<TestImage, Answer> Reader(Recognizer recognizer, DigitCount count) => image =>
    {
        var reading = recognizer.Read(image.Image, count);
        double confidence = reading.Digits.Select(digit => (double)digit.Recognition.Probability).DefaultIfEmpty().Min();
        return Answer.To(image, reading.BestGuess, confidence, reading.IsRejected);
    };
}
