using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The settings of one layer in a file, read with errors that name the layer and the setting.</summary>
internal sealed class LayerDescription(JsonElement json, IReadOnlyDictionary<string, Layer> known)
{
    public string Name { get; } = json.GetProperty("name").GetString() ?? throw new FormatException("a layer has no name");

    public string Kind { get; } = json.GetProperty("kind").GetString() ?? throw new FormatException("a layer has no kind");

    public Layer Input => Inputs is [var only] ? only : throw new FormatException($"layer '{Name}': expected one input, got {Inputs.Count}");

    public IReadOnlyList<Layer> Inputs { get; } = [.. json.GetProperty("inputs").EnumerateArray().Select(name => Find(known, name.GetString()))];

    public int Integer(string setting) => json.GetProperty(setting).GetInt32();

    public int Integer(string setting, int otherwise) => json.TryGetProperty(setting, out var value) ? value.GetInt32() : otherwise;

    public float Number(string setting) => json.GetProperty(setting).GetSingle();

    public double Double(string setting) => json.GetProperty(setting).GetDouble();

    public bool Boolean(string setting) => json.GetProperty(setting).GetBoolean();

    public int[] Integers(string setting, int count)
    {
        int[] values = [.. json.GetProperty(setting).EnumerateArray().Select(value => value.GetInt32())];
        return values.Length == count ? values : throw new FormatException($"layer '{Name}': {setting} expected {count} numbers, got {values.Length}");
    }

    private static Layer Find(IReadOnlyDictionary<string, Layer> known, string? name) =>
        name is not null && known.TryGetValue(name, out var layer)
            ? layer
            : throw new FormatException($"input '{name}' is not described before its use");
}
