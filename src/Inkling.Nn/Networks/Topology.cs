using System.Text;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>A network as JSON, stored in the metadata of its parameter file, so that the file alone is enough to recognise.</summary>
internal static class Topology
{
    /// <summary>The metadata entry it is stored under.</summary>
    public const string Key = "inkling.topology";

    private const int Version = 1;

    /// <summary>The most values that all layers of a file's network may give together for one sample: 512 MB. A few bytes can describe any size.</summary>
    private const int MostValues = 1 << 27;

    public static string Write(Network network)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("layers");
            foreach (var layer in network.Layers)
            {
                json.WriteStartObject();
                json.WriteString("name", network.NameOf(layer));
                json.WriteString("kind", layer.Kind);
                json.WriteStartArray("inputs");
                foreach (var input in layer.Inputs)
                    json.WriteStringValue(network.NameOf(input));
                json.WriteEndArray();
                layer.Describe(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Makes a network again, with another shape of an input.</summary>
    /// <exception cref="ArgumentException">The layers do not fit that shape.</exception>
    public static Network Rebuild(Network network, DataInput input, Shape shape)
    {
        using var json = JsonDocument.Parse(Write(network));
        return Build(json.RootElement, layer => layer.Name == network.NameOf(input) ? new DataInput(layer.Name, shape, input.Scaling) : LayerKinds.Read(layer));
    }

    /// <summary>Makes the network again.</summary>
    /// <exception cref="InvalidDataException">There is no topology, or none that can be built.</exception>
    public static Network Parse(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Key, out var text))
            throw new InvalidDataException($"{path}: the file holds parameters but no '{Key}', so the network is unknown");

        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.GetProperty("version").GetInt32() is var version && version != Version)
                throw new FormatException($"version expected {Version}, got {version}");

            return Build(json.RootElement, LayerKinds.Read);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or OverflowException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}: '{Key}' describes no network: {e.Message}", e);
        }
    }

    private static Network Build(JsonElement json, Func<LayerDescription, Layer> make)
    {
        var layers = new Dictionary<string, Layer>();
        Layer? last = null;
        long values = 0;
        foreach (var entry in json.GetProperty("layers").EnumerateArray())
        {
            var description = new LayerDescription(entry, layers);
            last = make(description);
            layers.Add(description.Name, last);
            if ((values += last.Shape.Size) > MostValues)
                throw new FormatException($"layer '{description.Name}': expected at most {MostValues} values of all layers, got {values}");
        }

        return new(last ?? throw new FormatException("no layers"));
    }
}
