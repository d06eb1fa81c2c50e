using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The settings of one layer in a file: what its <see cref="Layer.Describe(Utf8JsonWriter)"/> wrote. A setting that is missing, or of another type, is an error that names both.</summary>
public sealed class LayerDescription
{
    private readonly JsonElement _json;

    internal LayerDescription(JsonElement json, IReadOnlyDictionary<string, Layer> known)
    {
        _json = json;
        Name = json.GetProperty("name").GetString() ?? throw new FormatException("a layer has no name");
        Kind = json.GetProperty("kind").GetString() ?? throw new FormatException("a layer has no kind");
        Inputs = [.. json.GetProperty("inputs").EnumerateArray().Select(name => Find(known, name.GetString()))];
    }

    /// <summary>The name of the layer.</summary>
    public string Name { get; }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>The layers it reads.</summary>
    public IReadOnlyList<Layer> Inputs { get; }

    /// <summary>The only layer it reads.</summary>
    /// <exception cref="FormatException">There are others, or none.</exception>
    public Layer Input => Inputs is [var only] ? only : throw new FormatException($"layer '{Name}': expected one input, got {Inputs.Count}");

    /// <summary>Whether there is a setting.</summary>
    /// <param name="setting">Its name.</param>
    public bool Has(string setting) => _json.TryGetProperty(setting, out _);

    /// <summary>An integer.</summary>
    /// <param name="setting">Its name.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public int WholeNumber(string setting) => Get(setting, JsonValueKind.Number).GetInt32();

    /// <summary>An integer that may be missing.</summary>
    /// <param name="setting">Its name.</param>
    /// <param name="otherwise">What it is then.</param>
    public int WholeNumber(string setting, int otherwise) => Has(setting) ? WholeNumber(setting) : otherwise;

    /// <summary>A number.</summary>
    /// <param name="setting">Its name.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public double Number(string setting) => Get(setting, JsonValueKind.Number).GetDouble();

    /// <summary>Yes or no.</summary>
    /// <param name="setting">Its name.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public bool Flag(string setting) => _json.TryGetProperty(setting, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw Missing(setting, "true or false");

    /// <summary>Several integers.</summary>
    /// <param name="setting">Their name.</param>
    /// <param name="count">How many there are to be.</param>
    /// <exception cref="FormatException">There are not as many.</exception>
    public IReadOnlyList<int> WholeNumbers(string setting, int count)
    {
        int[] values = [.. Get(setting, JsonValueKind.Array).EnumerateArray().Select(value => value.GetInt32())];
        return values.Length == count ? values : throw new FormatException($"layer '{Name}': {setting} expected {count} numbers, got {values.Length}");
    }

    private JsonElement Get(string setting, JsonValueKind kind) =>
        _json.TryGetProperty(setting, out var value) && value.ValueKind == kind ? value : throw Missing(setting, kind == JsonValueKind.Array ? "numbers" : "a number");

    private FormatException Missing(string setting, string expected) =>
        new($"layer '{Name}': {setting} expected {expected}, found {(_json.TryGetProperty(setting, out var value) ? value.GetRawText() : "nothing")}");

    private static Layer Find(IReadOnlyDictionary<string, Layer> known, string? name) =>
        name is not null && known.TryGetValue(name, out var layer)
            ? layer
            : throw new FormatException($"input '{name}' is not described before its use");
}
