using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Says which digit an image shows.</summary>
/// <remarks>Immutable: any number of threads may use one recognizer at once. It keeps a copy of the parameters it was made with.</remarks>
public sealed class Recognizer
{
    private const string Nameless = "image";

    private readonly Inference _inference;
    private readonly RecognizerSettings _settings;
    private readonly bool _readsDigits; // found by their ink; else it reads whole images, or other things
    private readonly double _temperature;
    private readonly ImageForm _form;
    private readonly Lazy<LineReader> _lines;
    private readonly Lazy<DigitVerifier> _verifier;
    private readonly Judges _judges;

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
        _judges = new(this, _settings.MinConfidence, _lines, _verifier);
    }

    private Recognizer(Recognizer other, RecognizerSettings settings)
    {
        (_inference, _readsDigits, _temperature, _form, ClassNames) = (other._inference, other._readsDigits, other._temperature, other._form, other.ClassNames);
        (_lines, _verifier) = (other._lines, other._verifier);
        _settings = settings;
        _judges = new(this, settings.MinConfidence, _lines, _verifier);
    }

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
    public Task<ImageReading> ReadAsync(string path, DigitCount count = DigitCount.Auto, CancellationToken cancellation = default) =>
        Task.Run(() => Read(ImageFile.Load(path, ReadsColor), count, cancellation), cancellation);

    /// <summary>Reads the digits of an image.</summary>
    /// <param name="image">Any size, dark ink on light paper or the reverse.</param>
    /// <param name="count">How many digits to look for.</param>
    /// <param name="cancellation">Stops the reading of lines, of which a page takes seconds; what is taken for one digit is read to its end.</param>
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
                ? ReadWhole(image)
                : throw new ArgumentException($"digits: this model {model}; expected one or auto, got many", nameof(count));
        }

        return count switch
        {
            DigitCount.One => _judges.One(image),
            DigitCount.Many => _judges.Many(image, cancellation),
            _ => _judges.AsItLooks(image, cancellation),
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

    private ImageReading ReadWhole(GrayImage image)
    {
        var seen = _form.Prepare(image);
        return new(seen.IsBlank ? [] : [_judges.Result(seen, Recognize(seen.Pixels.Span), plausibility: 1)]);
    }
}
