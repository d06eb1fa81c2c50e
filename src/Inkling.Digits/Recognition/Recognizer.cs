using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Says which digit an image shows.</summary>
/// <remarks>Immutable: any number of threads may use one recognizer at once. It keeps a copy of the parameters it was made with.</remarks>
public sealed class Recognizer
{
    /// <summary>
    /// What is a digit, and the one it is taken for, with less probability than this is rejected: so is one in 140 of MNIST's training digits that
    /// were held out.
    /// </summary>
    private const double LeastCertainty = 0.2;

    /// <summary>The same for what was cut off a neighbour: parts of other signs, too, look like digits.</summary>
    private const double LeastCertaintyOfCut = 0.8;

    /// <summary>Where nothing is said of their number, several digits must be likelier than one by this, in nats.</summary>
    private const double SeveralCost = 1;

    private readonly Inference _inference;
    private readonly RecognizerSettings _settings;
    private readonly bool _verifies;
    private readonly double _temperature;
    private readonly ImageForm _form;

    /// <summary>Makes a recognizer.</summary>
    /// <param name="parameters">A trained model that reads gray images.</param>
    /// <param name="settings">How it judges.</param>
    /// <exception cref="ArgumentException">The model reads something else.</exception>
    /// <exception cref="InvalidDataException">The class names or the temperature stored with the model are no such thing.</exception>
    public Recognizer(Parameters parameters, RecognizerSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _inference = new Inference(parameters);
        _settings = settings ?? new();
        _temperature = Temperature.Of(parameters);
        ClassNames = ModelFile.ClassNamesOf(parameters);
        _form = ImageForm.Of(parameters);
        _verifies = _form.Preparation == Preparation.Ink && ImageForm.AreDigits(ClassNames);
    }

    private Recognizer(Recognizer other, RecognizerSettings settings)
    {
        (_inference, _verifies, _temperature, _form, ClassNames) = (other._inference, other._verifies, other._temperature, other._form, other.ClassNames);
        _settings = settings;
    }

    /// <summary>The names of the classes, in the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The same model, judging in another way. It shares the memory of this one, so that one can be had for every question.</summary>
    /// <param name="settings">How it judges.</param>
    public Recognizer With(RecognizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(this, settings);
    }

    /// <summary>Reads the digits of an image.</summary>
    /// <param name="image">Any size, dark ink on light paper or the reverse.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <exception cref="ArgumentException">Several are looked for by a model that reads whole images.</exception>
    public ImageReading Read(GrayImage image, DigitCount count = DigitCount.Auto)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (_form.Preparation == Preparation.Whole)
        {
            return count != DigitCount.Many
                ? ReadOne(image)
                : throw new ArgumentException("digits: this model gives one answer for a whole image; expected one or auto, got many", nameof(count));
        }

        return count switch
        {
            DigitCount.One => ReadOne(image),
            DigitCount.Many => ReadMany(Page.Of(image)),
            _ => ReadAsItLooks(image),
        };
    }

    /// <summary>Recognises an image that is in the form of the model's samples already: a digit in that of MNIST.</summary>
    /// <param name="pixels">As many bytes as the model reads; of a digit 28·28, 0 paper to 255 ink.</param>
    /// <exception cref="ArgumentException">There are not as many bytes.</exception>
    public Recognition Recognize(ReadOnlySpan<byte> pixels)
    {
        var probabilities = new float[ClassNames.Count];
        int best = Recognize(pixels, probabilities);
        return new(ClassNames[best], probabilities[best], probabilities);
    }

    /// <summary>Recognises an image that is in the form of the model's samples already, and allocates nothing.</summary>
    /// <param name="pixels">As many bytes as the model reads; of a digit 28·28, 0 paper to 255 ink.</param>
    /// <param name="probabilities">Overwritten: one per class.</param>
    /// <returns>The index of the most probable class.</returns>
    /// <exception cref="ArgumentException">There are not as many bytes, or not as many probabilities as classes.</exception>
    public int Recognize(ReadOnlySpan<byte> pixels, Span<float> probabilities)
    {
        if (pixels.Length != _inference.InputShape.Size)
            throw new ArgumentException($"recognizer: expected {_inference.InputShape.Size} bytes, got {pixels.Length}", nameof(pixels));

        if (_settings.IsCareful)
            ShiftAverage.Infer(_inference, pixels, probabilities);
        else
            _inference.Infer(pixels, probabilities);
        Temperature.Apply(probabilities, _temperature);
        return MaxId.IndexOfLargest(probabilities);
    }

    private ImageReading ReadOne(GrayImage image)
    {
        var seen = _form.Prepare(image);
        return new(seen.IsBlank ? [] : [Result(seen, Judge([seen.Pixels.ToArray()], DigitVerifier.OfWhole)[0], LeastCertainty, line: 0)]);
    }

    private ImageReading ReadMany(Page page) =>
        new([.. new PageReader(fields => Judge(fields, DigitVerifier.OfCuts)).Read(page).Select(found =>
            Result(found.Seen, found.Judged, found.IsCut ? LeastCertaintyOfCut : LeastCertainty, found.Line))]);

    /// <summary>One digit, unless there are several that are likelier together than the whole as one.</summary>
    private ImageReading ReadAsItLooks(GrayImage image)
    {
        var one = ReadOne(image);
        if (one.Digits is not [var whole] || Math.Max(image.Width, image.Height) <= NormalizedDigit.Size)
            return one;

        // Parts of it would have to cost less than nothing: they need not be looked for.
        var page = Page.Of(image);
        if (Judged(whole).Cost <= SeveralCost && page.LiesIn(whole.Seen.Box))
            return one;

        var many = ReadMany(page);
        if (many.Digits.Count < 2)
            return one;
        return many.Digits.All(digit => whole.Seen.Box.HasCentreOf(digit.Seen.Box))
            ? Judged(whole).Cost <= many.Digits.Sum(digit => Judged(digit).Cost) + SeveralCost ? one : many
            : many.Digits.Count(digit => Judged(digit).Certainty >= LeastCertainty) > 1 ? many : one;

        static JudgedDigit Judged(ReadDigit digit) => new(() => digit.Recognition, digit.Plausibility);
    }

    private JudgedDigit[] Judge(IReadOnlyList<byte[]> fields, DigitVerifier verifier)
    {
        float[]? plausibilities = _verifies ? verifier.Plausibilities([.. fields.SelectMany(field => field)]) : null;
        return [.. fields.Select((field, i) => new JudgedDigit(() => Recognize(field), plausibilities?[i] ?? 1))];
    }

    private ReadDigit Result(NormalizedDigit seen, JudgedDigit judged, double leastCertainty, int line) => new(
        judged.Recognition, seen, line, judged.Plausibility,
        IsRejected: judged.Recognition.Probability < _settings.MinConfidence || judged.Certainty < leastCertainty);
}
