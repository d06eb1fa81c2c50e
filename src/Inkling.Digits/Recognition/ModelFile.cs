using System.Reflection;
using System.Text.Json;
using Inkling.Digits.Interchange.Onnx;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Trained models: in run folders, in files, and inside this library.</summary>
public static class ModelFile
{
    /// <summary>The note that holds the class names, as a JSON list of strings.</summary>
    public const string ClassNamesNote = "inkling.classes";

    /// <summary>The shipped model that is taken where none is named: the most accurate one.</summary>
    public const string Default = "deep";

    private const string ResourcePrefix = "Inkling.Digits.ShippedModels.";
    private const string Extension = ".safetensors";

    /// <summary>The names of the models for one digit that are shipped inside the library; the reader of lines, <see cref="DigitNetwork.Line"/>, is there beside them.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        .. typeof(ModelFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^Extension.Length])
            .Where(name => name != DigitNetwork.Line)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Opens a model.</summary>
    /// <param name="source">A run folder (its best pass is taken), a parameter file, an ONNX file written here, or the name of a shipped model.</param>
    /// <exception cref="FileNotFoundException">There is nothing of that name.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Parameters Open(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Directory.Exists(source))
            return OpenRun(source);
        if (File.Exists(source))
            return OnnxFile.IsNameOfOne(source) ? OnnxFile.Load(source) : Parameters.Load(source);
        if (Shipped.Contains(source) || source == DigitNetwork.Line)
            return OpenShipped(source);

        throw new FileNotFoundException(
            $"model '{source}': no run folder, no file, and no shipped model ({string.Join(", ", Shipped)}, {DigitNetwork.Line})", source);
    }

    /// <summary>Whether a model reads lines, column by column, and gives no single answer.</summary>
    public static bool ReadsLines(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Network.Prediction.Output.Shape is { Height: 1, Width: > 1 };
    }

    /// <summary>The names of the classes a model tells apart: as stored with it, else the numbers from 0.</summary>
    /// <exception cref="InvalidDataException">The stored names are no list of as many names as there are classes.</exception>
    public static IReadOnlyList<string> ClassNamesOf(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var output = parameters.Network.Prediction.Output.Shape;
        int classes = ReadsLines(parameters) ? output.Channels - 1 : output.Size; // of a line, the blank is no class
        if (!parameters.Notes.TryGetValue(ClassNamesNote, out var json))
            return [.. Enumerable.Range(0, classes).Select(label => $"{label}")];

        try
        {
            var names = JsonSerializer.Deserialize(json, DigitsJson.Default.StringArray);
            if (names?.Length == classes && !names.Contains(null!))
                return names;
        }
        catch (JsonException)
        {
            // Falls through to the one message for all that is wrong with the list.
        }

        throw new InvalidDataException($"model: '{ClassNamesNote}' expected a JSON list of {classes} names, found {json}");
    }

    /// <summary>Stores the names of the classes with parameters.</summary>
    public static void SetClassNames(Parameters parameters, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Notes[ClassNamesNote] = JsonSerializer.Serialize([.. names], DigitsJson.Default.StringArray);
    }

    /// <summary>Opens a shipped model, whatever files are called like it.</summary>
    /// <param name="name">One of <see cref="Shipped"/>.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static Parameters OpenShipped(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{ResourcePrefix}{name}{Extension}")
            ?? throw new FileNotFoundException($"model '{name}': no shipped model ({string.Join(", ", Shipped)})", name);
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return Parameters.Parse(name, copy.ToArray());
    }

    private static Parameters OpenRun(string folder)
    {
        string best = Path.Combine(folder, RunFolder.BestName);
        return File.Exists(best)
            ? Parameters.Load(best)
            : throw new FileNotFoundException($"{folder}: no run folder with a completed pass ('{RunFolder.BestName}' is missing)", best);
    }
}
