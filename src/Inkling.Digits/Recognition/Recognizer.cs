using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Says which digit an image shows.</summary>
/// <remarks>Immutable: any number of threads may use one recognizer at once. It keeps a copy of the parameters it was made with.</remarks>
public sealed class Recognizer
{
    /// <summary>
    /// What is a digit, and the one it is taken for, with less probability than this is rejected: so is one in 260 of MNIST's training digits that
    /// were held out.
    /// </summary>
    private const double LeastCertainty = 0.5;

    /// <summary>How often a judge does not see what there is: what it thinks impossible is left this probability.</summary>
    private const double Unseen = 0.01;

    /// <summary>A line that is read as it is with less probability than this is rejected.</summary>
    private const double LeastCertaintyOfLine = 0.7;

    /// <summary>A page that is turned is told by so many digits or more: of fewer, turned ones may be others, as 16 is 91.</summary>
    private const int FewestDigitsOfTurned = 3;

    private const string Nameless = "image";

    private readonly Inference _inference;
    private readonly RecognizerSettings _settings;
    private readonly bool _readsDigits; // found by their ink; else it reads whole images, or other things
    private readonly double _temperature;
    private readonly ImageForm _form;
    private readonly Lazy<LineReader> _lines;
    private readonly Lazy<DigitVerifier> _verifier;

    /// <summary>Makes a recognizer.</summary>
    /// <param name="model">
    /// A trained model that reads images. Lines are read by the shipped reader of lines; if this is such a reader, it is used, with the shipped model
    /// for single digits.
    /// </param>
    /// <param name="settings">How it judges.</param>
    /// <param name="device">Where its networks are computed; null for the processors, which are faster for one image at a time.</param>
    /// <exception cref="ArgumentException">The model reads something else.</exception>
    /// <exception cref="InvalidDataException">The preparation stored with the model is no such thing.</exception>
    public Recognizer(DigitModel model, RecognizerSettings? settings = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        device ??= Device.Cpu;

        // What is shipped is opened when it is needed, on the processors once for all.
        _verifier = new(() => device == Device.Cpu ? DigitVerifier.Shipped : DigitVerifier.Open(device));
        _lines = new(() => device == Device.Cpu ? LineReader.Shipped : new LineReader(DigitModel.OpenShipped(DigitModel.LineReader), device));
        if (model.ReadsLines)
        {
            var reader = new LineReader(model, device);
            _lines = new(() => reader);
            model = DigitModel.OpenShipped(DigitModel.Default);
        }

        _inference = new Inference(model.Parameters.Network.Prediction.Output, model.Parameters, Inference.UsualBatchSize, device);
        _settings = settings ?? new();
        (_temperature, _form, ClassNames) = (model.Temperature, model.Form, model.ClassNames);
        _readsDigits = _form.Preparation == Preparation.Ink && ImageForm.AreDigits(ClassNames);
    }

    private Recognizer(Recognizer other, RecognizerSettings settings)
    {
        (_inference, _readsDigits, _temperature, _form, ClassNames) = (other._inference, other._readsDigits, other._temperature, other._form, other.ClassNames);
        (_lines, _verifier) = (other._lines, other._verifier);
        _settings = settings;
    }

    private LineReader Lines => _lines.Value;

    /// <summary>The names of the classes, in the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Whether it looks at colours: then images are to be read with them (<see cref="ImageFile"/>).</summary>
    public bool ReadsColor => _form.Channels > 1;

    /// <summary>The same model, judging in another way. It shares the memory of this one, so that one can be had for every question.</summary>
    /// <param name="settings">How it judges.</param>
    public Recognizer With(RecognizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(this, settings);
    }

    /// <summary>A recognizer with the shipped model, whatever files are called like it.</summary>
    /// <param name="settings">How it judges.</param>
    /// <example>
    /// <code>
    /// var recognizer = Recognizer.Shipped();
    /// var reading = recognizer.Read("amount.jpg");
    /// Console.WriteLine(reading.IsRejected ? "please look at it" : reading.Text);
    /// </code>
    /// </example>
    public static Recognizer Shipped(RecognizerSettings? settings = null) => new(DigitModel.OpenShipped(DigitModel.Default), settings);

    /// <summary>Reads the digits of an image file.</summary>
    /// <param name="path">The file, of a format that <see cref="ImageFile"/> reads.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no image, damaged, or too large.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ImageReading Read(string path, DigitCount count = DigitCount.Auto) => Read(ImageFile.Load(path, ReadsColor), count);

    /// <summary>Reads the digits of an image file from a stream, to its end.</summary>
    /// <param name="stream">The bytes of the file; it need not be seekable, and stays open.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <exception cref="InvalidDataException">It is no image, damaged, or too large.</exception>
    public ImageReading Read(Stream stream, DigitCount count = DigitCount.Auto) => Read(ImageFile.Load(stream, Nameless, ReadsColor), count);

    /// <summary>Reads the digits of an image file from its bytes.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <exception cref="InvalidDataException">It is no image, damaged, or too large.</exception>
    public ImageReading Read(ReadOnlySpan<byte> file, DigitCount count = DigitCount.Auto) => Read(ImageFile.Load(file.ToArray(), Nameless, ReadsColor), count);

    /// <summary>Reads the digits of an image file from a stream, such as the body of a request; what computes runs on a thread of the pool.</summary>
    /// <param name="stream">The bytes of the file, read to the end; it stays open.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <param name="cancellation">Stops waiting for the stream, and the reading of the image that came.</param>
    /// <exception cref="InvalidDataException">It is no image, damaged, or too large.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ImageReading> ReadAsync(Stream stream, DigitCount count = DigitCount.Auto, CancellationToken cancellation = default)
    {
        byte[] file = await ImageFile.ReadToEndAsync(stream, Nameless, cancellation).ConfigureAwait(false);
        return await Task.Run(() => Read(ImageFile.Load(file, Nameless, ReadsColor), count, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the digits of an image file; what computes runs on a thread of the pool.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no image, damaged, or too large.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ImageReading> ReadAsync(string path, DigitCount count = DigitCount.Auto, CancellationToken cancellation = default)
    {
        var image = await Task.Run(() => ImageFile.Load(path, ReadsColor), cancellation).ConfigureAwait(false);
        return await Task.Run(() => Read(image, count, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the digits of an image.</summary>
    /// <param name="image">Any size, dark ink on light paper or the reverse.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <param name="cancellation">Stops the reading; a page of writing takes seconds.</param>
    /// <exception cref="ArgumentException">Several are looked for by a model that reads whole images, or other things than the ten digits.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ImageReading Read(GrayImage image, DigitCount count = DigitCount.Auto, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellation.ThrowIfCancellationRequested();
        if (!_readsDigits)
        {
            string model = _form.Preparation == Preparation.Whole ? "gives one answer for a whole image" : "knows other things than the ten digits, as which lines are read";
            return count != DigitCount.Many
                ? ReadOne(image)
                : throw new ArgumentException($"digits: this model {model}; expected one or auto, got many", nameof(count));
        }

        return count switch
        {
            DigitCount.One => ReadOneOf(image),
            DigitCount.Many => Upright(image, Reading(PageReader.Read(image, Lines, cancellation)), cancellation),
            _ => ReadAsItLooks(image, cancellation),
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

    /// <summary>The one digit that was asked for; where it is not the only one, the reading says so.</summary>
    private ImageReading ReadOneOf(GrayImage image)
    {
        var one = ReadOne(image);
        if (MayBeSeveral(image))
        {
            var line = Lines.Glance(image, LinePart.Of(image));
            int others = line.Digits.Count() - 1;
            if (others > 0 && !IsAllOf(one, line))
                return one with { DigitsLeftOut = others };
        }

        return one;
    }

    private ImageReading ReadOne(GrayImage image)
    {
        if (!_readsDigits)
        {
            var seen = _form.Prepare(image);
            return new(seen.IsBlank ? [] : [Result(seen, Recognize(seen.Pixels.Span), plausibility: 1)]);
        }

        // The networks for single digits are asked about every way to take the image, the cheap ones first; where they leave no doubt, nobody else is asked. Else
        // there are more ways, and the reader of lines judges, too, which needs none of them.
        var ways = DigitNormalizer.AtFirstSight(image);
        ReadDigit[] read = [.. Judged(ways)];
        if (read.MaxBy(Certainty) is { } best && Certainty(best) > LineReader.BeyondDoubt)
            return new([best]);
        if (ways is not [{ IsAsGiven: true }])
            read = [.. read, .. Judged(DigitNormalizer.AtSecondSight(image))];
        if (read.Length == 0)
            return new([]);

        var line = Lines.Read(image, [LinePart.Of(image), .. read.Select(digit => new LinePart(DigitAlone(digit.Seen.Box, image)))]);
        return new([Agreed(read, line)]);
    }

    /// <summary>
    /// The digit that two judges agree on: the networks for single digits, in the way to take the image in which they see it best, and the reader of lines, which sees
    /// the image as it is. Either may be blind, so neither rules out alone.
    /// </summary>
    private ReadDigit Agreed(ReadDigit[] read, LineReading line)
    {
        var probabilities = new float[ClassNames.Count];
        var seenIn = new ReadDigit[probabilities.Length];
        for (int digit = 0; digit < probabilities.Length; digit++)
        {
            seenIn[digit] = read.MaxBy(way => way.Plausibility * way.Recognition.Probabilities[digit])!;
            double seen = seenIn[digit].Plausibility * seenIn[digit].Recognition.Probabilities[digit];
            probabilities[digit] = (float)((seen + Unseen) * (line.OfOneDigit[digit] + Unseen));
        }

        float sum = probabilities.Sum();
        probabilities = [.. probabilities.Select(probability => probability / sum)];
        int best = MaxId.IndexOfLargest(probabilities);
        var taken = seenIn[best];
        double one = line.OfOneDigit.Sum(), yes = (taken.Plausibility + Unseen) * (one + Unseen), no = (1 - taken.Plausibility + Unseen) * (1 - one + Unseen);
        return Result(taken.Seen, new(ClassNames[best], probabilities[best], probabilities), yes / (yes + no));
    }

    private IEnumerable<ReadDigit> Judged(List<NormalizedDigit> ways)
    {
        if (ways.Count == 0)
            return [];
        float[] plausibilities = _verifier.Value.Plausibilities([.. ways.SelectMany(way => way.Pixels.ToArray())]);
        return ways.Select((way, i) => Result(way, Recognize(way.Pixels.Span), plausibilities[i]));
    }

    /// <summary>A digit with a little of the paper around it, in pixels of an image that may be a reduction of the file in which the box is.</summary>
    private static PixelBox DigitAlone(PixelBox box, GrayImage image)
    {
        var here = new PixelBox(box.X / image.Reduction, box.Y / image.Reduction, Math.Max(1, box.Width / image.Reduction), Math.Max(1, box.Height / image.Reduction));
        return here.WithRoom(here.Height / 8, image);
    }

    private static double Certainty(ReadDigit digit) => digit.Plausibility * digit.Recognition.Probability;

    private ImageReading Reading(IReadOnlyList<LineReading> lines) => new([.. lines.SelectMany(Digits)]) { LeftOut = LeftOut(lines) };

    private static int LeftOut(IReadOnlyList<LineReading> lines) => lines.Sum(line => line.Signs.Count(sign => !sign.IsDigit));

    /// <summary>The digits of a line. Where the line as a whole is doubtful, its doubtful digits are rejected, and if none of them is, the least sure one.</summary>
    private IEnumerable<ReadDigit> Digits(LineReading line, int number)
    {
        LineSign[] digits = [.. line.Digits];
        double least = digits.Length > 0 && line.Probability < LeastCertaintyOfLine ? Math.Max(LeastCertaintyOfLine, digits.Min(digit => digit.Probabilities.Max())) : 0;
        return digits.Select(digit =>
        {
            float sum = digit.Probabilities.Sum();
            float[] probabilities = [.. digit.Probabilities.Select(probability => probability / sum)];
            int best = MaxId.IndexOfLargest(probabilities);
            return new ReadDigit(
                new(ClassNames[best], probabilities[best], probabilities), new NormalizedDigit(digit.Field, NormalizedDigit.Size, digit.Box), number, sum,
                IsRejected: probabilities[best] < _settings.MinConfidence || digit.Probabilities.Max() <= least);
        });
    }

    /// <summary>One digit, unless there are several.</summary>
    private ImageReading ReadAsItLooks(GrayImage image, CancellationToken cancellation)
    {
        var one = ReadOne(image);
        if (!MayBeSeveral(image))
            return one;

        var lines = PageReader.Read(image, Lines, cancellation);
        bool areSeveral = lines.Sum(line => line.Digits.Count()) > 1;
        return areSeveral && (lines.Count > 1 || !IsAllOf(one, lines[0])) ? Upright(image, Reading(lines), cancellation) : one with { LeftOut = LeftOut(lines) };
    }

    /// <summary>The reading of a page that may lie on a side or on its head: where it is doubtful, the page is turned, and what is read then without a doubt is taken.</summary>
    private ImageReading Upright(GrayImage image, ImageReading reading, CancellationToken cancellation)
    {
        if (!reading.IsRejected || !MayBeSeveral(image))
            return reading;
        var best = reading;
        for (int quarters = 1; quarters <= 3; quarters++)
        {
            var turn = new QuarterTurn(image, quarters);
            var turned = Reading(PageReader.Read(turn.Turned(), Lines, cancellation));
            if (!turned.IsRejected && turned.Digits.Count >= FewestDigitsOfTurned && (best.IsRejected || turned.Digits.Count > best.Digits.Count))
                best = turned with { Turned = turn.Degrees, Digits = [.. turned.Digits.Select(digit => digit with { Seen = digit.Seen.At(turn.Back(digit.Seen.Box)) })] };
        }

        return best;
    }

    /// <summary>What is no larger than a single digit's field is one.</summary>
    private static bool MayBeSeveral(GrayImage image) => Math.Max(image.Width, image.Height) > NormalizedDigit.Size;

    /// <summary>Whether one digit is the likelier reading of a line in which others see several: it takes in all of them, and the judges together think so.</summary>
    private static bool IsAllOf(ImageReading one, LineReading line)
    {
        if (one.Digits is not [{ Seen.Box: var box } digit] || !line.Digits.All(other => box.HasMiddleOf(other.Box)))
            return line.OfOneDigit.Sum() >= line.Probability;
        double certainty = Certainty(digit);
        return (certainty + Unseen) * (line.OfOneDigit.Sum() + Unseen) >= (1 - certainty + Unseen) * (line.Probability + Unseen);
    }

    private ReadDigit Result(NormalizedDigit seen, Recognition recognition, double plausibility) => new(
        recognition, seen, Line: 0, plausibility, IsRejected: recognition.Probability < _settings.MinConfidence || plausibility * recognition.Probability < LeastCertainty);
}
