using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>
/// A trained model with all that it takes to use it: the parameters with their network, the names of the classes, how an image is prepared for it, and the
/// temperature of its probabilities. Models are in run folders, in files, and inside this library.
/// </summary>
/// <remarks>Immutable as long as nobody writes to its parameters: any number of threads may use one.</remarks>
public sealed partial class DigitModel
{
    /// <summary>The shipped model that is taken where none is named: the most accurate one.</summary>
    public const string Default = "deep";

    /// <summary>The shipped reader of lines, which gives no single answer.</summary>
    public const string LineReader = "line";

    /// <summary>The file of a run folder that holds the parameters of its best pass.</summary>
    public const string BestPass = "best.safetensors";

    private const string ClassNamesNote = "inkling.classes", PreparationNote = "inkling.preparation", PaperNote = "inkling.paper", TemperatureNote = "inkling.temperature";
    private const string ResourcePrefix = "Inkling.Digits.ShippedModels.", Extension = ".safetensors";

    /// <summary>Takes parameters and what is stored with them.</summary>
    /// <param name="parameters">A trained network.</param>
    /// <exception cref="InvalidDataException">The class names or the temperature stored with it are no such thing.</exception>
    public DigitModel(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        ClassNames = ClassNamesIn(parameters);
        Temperature = TemperatureIn(parameters);
    }

    /// <summary>The names of the models for one digit that are shipped inside the library; <see cref="LineReader"/> is there beside them.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        .. typeof(DigitModel).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^Extension.Length])
            .Where(name => name != LineReader)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The parameters, with their network.</summary>
    public Parameters Parameters { get; }

    /// <summary>The names of the classes it tells apart, in the order of its probabilities: as stored with it, else the numbers from 0.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What its logits are divided by, so that its probabilities mean what they say: as stored with it, else 1.</summary>
    public double Temperature { get; }

    /// <summary>Whether it reads lines, column by column, and gives no single answer.</summary>
    public bool ReadsLines => IsOfLines(Parameters);

    /// <summary>The images it reads, and how others become such ones: as stored with it, else as is usual for its classes.</summary>
    /// <exception cref="ArgumentException">It reads neither gray images nor those of three colours.</exception>
    /// <exception cref="InvalidDataException">What is stored is no preparation.</exception>
    public ImageForm Form
    {
        get
        {
            var shape = Parameters.Network.Prediction.DataInputs.Single().Shape;
            if (shape.Channels is not (1 or 3))
                throw new ArgumentException($"model: expected one that reads gray images, or those of three colours; got one that reads {shape}");
            if (shape.Channels == 3)
                return new(shape.Height, shape.Width, Preparation.Whole) { Channels = 3 };
            if (!Parameters.Notes.TryGetValue(PreparationNote, out var stored))
                return ImageForm.Usual(ClassNames, shape.Height, shape.Width);

            return Enum.TryParse<Preparation>(stored, ignoreCase: true, out var preparation) && Enum.IsDefined(preparation)
                ? new(shape.Height, shape.Width, preparation) { IsPaperDark = IsPaperDarkIn(Parameters) }
                : throw new InvalidDataException($"model: '{PreparationNote}' expected ink or whole, found '{stored}'");
        }
    }

    /// <summary>Opens a model.</summary>
    /// <param name="source">A run folder (its best pass is taken), a parameter file, or the name of a shipped model.</param>
    /// <exception cref="FileNotFoundException">There is nothing of that name.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static DigitModel Open(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Directory.Exists(source))
            return OpenRun(source);
        if (File.Exists(source))
        {
            return ForeignModel.NameOf(source) is { } kind
                ? throw new InvalidDataException($"{source}: expected a parameter file (.safetensors) or an ONNX file that Inkling has written, found {kind}")
                : new(Parameters.Load(source));
        }

        if (Shipped.Contains(source) || source == LineReader)
            return OpenShipped(source);

        throw new FileNotFoundException($"model '{source}': no run folder, no file, and no shipped model ({string.Join(", ", Shipped)}, {LineReader})", source);
    }

    /// <summary>Opens a shipped model, whatever files are called like it.</summary>
    /// <param name="name">One of <see cref="Shipped"/>, or <see cref="LineReader"/>.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static DigitModel OpenShipped(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{ResourcePrefix}{name}{Extension}")
            ?? throw new FileNotFoundException($"model '{name}': no shipped model ({string.Join(", ", Shipped)}, {LineReader})", name);
        return Load(resource, name);
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The content of a parameter file.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public static DigitModel Load(Stream stream, string name) => new(Parameters.Load(stream, name));

    /// <summary>Stores with parameters what makes a model of them.</summary>
    /// <param name="parameters">Written to.</param>
    /// <param name="classNames">The names of the classes, in the order of the outputs.</param>
    /// <param name="form">The images that the network learns from.</param>
    public static void Describe(Parameters parameters, IReadOnlyList<string> classNames, ImageForm form)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(form);
        parameters.Notes[ClassNamesNote] = JsonSerializer.Serialize([.. classNames], Json.Default.StringArray);
        parameters.Notes[PreparationNote] = form.Preparation == Preparation.Ink ? "ink" : "whole";
        if (form.IsPaperDark is { } isDark)
            parameters.Notes[PaperNote] = isDark ? "dark" : "light";
    }

    /// <summary>Stores a temperature with parameters.</summary>
    /// <param name="parameters">Written to.</param>
    /// <param name="temperature">Above 0.</param>
    public static void SetTemperature(Parameters parameters, double temperature)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        parameters.Notes[TemperatureNote] = temperature.ToString("R", CultureInfo.InvariantCulture);
    }

    private static DigitModel OpenRun(string folder)
    {
        string best = Path.Combine(folder, BestPass);
        return File.Exists(best)
            ? new(Parameters.Load(best))
            : throw new FileNotFoundException($"{folder}: no run folder with a completed pass ('{BestPass}' is missing)", best);
    }

    private static bool IsOfLines(Parameters parameters) => parameters.Network.Prediction.Output.Shape is { Height: 1, Width: > 1 };

    private static string[] ClassNamesIn(Parameters parameters)
    {
        var output = parameters.Network.Prediction.Output.Shape;
        int classes = IsOfLines(parameters) ? output.Channels - 1 : output.Size; // of a line, the blank is no class
        if (!parameters.Notes.TryGetValue(ClassNamesNote, out var json))
            return [.. Enumerable.Range(0, classes).Select(label => $"{label}")];

        try
        {
            var names = JsonSerializer.Deserialize(json, Json.Default.StringArray);
            if (names?.Length == classes && !names.Contains(null!))
                return names;
        }
        catch (JsonException)
        {
            // Falls through to the one message for all that is wrong with the list.
        }

        throw new InvalidDataException($"model: '{ClassNamesNote}' expected a JSON list of {classes} names, found {json}");
    }

    private static bool? IsPaperDarkIn(Parameters parameters) => !parameters.Notes.TryGetValue(PaperNote, out var stored) ? null : stored switch
    {
        "dark" => true,
        "light" => false,
        _ => throw new InvalidDataException($"model: '{PaperNote}' expected dark or light, found '{stored}'"),
    };

    private static double TemperatureIn(Parameters parameters)
    {
        if (!parameters.Notes.TryGetValue(TemperatureNote, out var text))
            return 1;
        return double.TryParse(text, CultureInfo.InvariantCulture, out double temperature) && temperature is > 0 and < double.PositiveInfinity
            ? temperature
            : throw new InvalidDataException($"model: '{TemperatureNote}' expected a number above 0, found {text}");
    }

    [JsonSerializable(typeof(string[]))]
    private sealed partial class Json : JsonSerializerContext;
}
