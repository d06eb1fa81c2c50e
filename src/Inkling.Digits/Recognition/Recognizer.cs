using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
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

    /// <summary>A line that is read as it is with less probability than this is rejected.</summary>
    private const double LeastCertaintyOfLine = 0.7;

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
            DigitCount.Many => ReadMany(image),
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
        if (!_verifies)
        {
            var seen = _form.Prepare(image);
            return new(seen.IsBlank ? [] : [Result(seen, Recognize(seen.Pixels.Span), plausibility: 1)]);
        }

        // Every way to take the image is asked about; taken is the answer that is likeliest to be a digit, and the one it is taken for.
        var ways = DigitNormalizer.Hypotheses(image);
        if (ways.Count == 0)
            return new([]);
        float[] plausibilities = DigitVerifier.Shipped.Plausibilities([.. ways.SelectMany(way => way.Pixels.ToArray())]);
        var (best, recognition, plausibility) = ways.Select((way, i) => (way, Recognition: Recognize(way.Pixels.Span), Plausibility: plausibilities[i]))
            .MaxBy(way => way.Plausibility * way.Recognition.Probability);
        return new([Result(best, recognition, plausibility)]);
    }

    private ImageReading ReadMany(GrayImage image) => Lines(PageReader.Read(image, LineReader.Shipped));

    private ImageReading Lines(IReadOnlyList<LineReading> lines) =>
        new([.. lines.SelectMany((line, number) => line.Digits.Select(digit => Result(line, digit, number)))]);

    /// <summary>One digit, unless there are several.</summary>
    private ImageReading ReadAsItLooks(GrayImage image)
    {
        var one = ReadOne(image);
        if (!_verifies || Math.Max(image.Width, image.Height) <= NormalizedDigit.Size)
            return one;

        var lines = PageReader.Read(image, LineReader.Shipped);
        int digits = lines.Sum(line => line.Digits.Count());
        return digits > 1 && lines.Aggregate(1.0, (product, line) => product * line.Probability) > lines[0].OfOneDigit.Sum() ? Lines(lines) : one;
    }

    private ReadDigit Result(NormalizedDigit seen, Recognition recognition, double plausibility) => new(
        recognition, seen, Line: 0, plausibility, IsRejected: recognition.Probability < _settings.MinConfidence || plausibility * recognition.Probability < LeastCertainty);

    private ReadDigit Result(LineReading line, LineSign digit, int number)
    {
        float sum = digit.Probabilities.Sum();
        float[] probabilities = [.. digit.Probabilities.Select(probability => probability / sum)];
        int best = MaxId.IndexOfLargest(probabilities);
        return new(
            new(ClassNames[best], probabilities[best], probabilities), new NormalizedDigit(digit.Field, NormalizedDigit.Size, digit.Box), number, sum,
            IsRejected: probabilities[best] < _settings.MinConfidence || line.Probability < LeastCertaintyOfLine);
    }
}
