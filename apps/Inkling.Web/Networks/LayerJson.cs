using System.Text.Json.Serialization;
using Inkling.Workbench;

namespace Inkling.Web.Networks;

/// <summary>What one layer makes of an image.</summary>
/// <param name="Name">The layer's name in its network: <c>conv1</c>.</param>
/// <param name="Kind">What sort of layer it is: <c>conv</c>, <c>fc</c>, <c>relu</c> …</param>
/// <param name="Shape">Channels, rows, columns.</param>
/// <param name="Values">Channel by channel and row by row, each channel stretched to its own range, a vector as a whole.</param>
internal sealed record LayerJson(string Name, string Kind, IReadOnlyList<int> Shape, byte[] Values)
{
    /// <summary>Of the last layer: what the recognizer answers, which is the layer's output at the temperature of the model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? Probabilities { get; init; }

    public static LayerJson Of(FeatureMap map, string kind)
    {
        float[] values = [.. map.Values];
        byte[] bytes = new byte[values.Length];
        int size = map.Shape.IsVector ? values.Length : map.Shape.Height * map.Shape.Width;
        for (int from = 0; from < values.Length; from += size)
            Stretch(values.AsSpan(from, size), bytes.AsSpan(from, size));
        return new(map.Layer, kind, [map.Shape.Channels, map.Shape.Height, map.Shape.Width], bytes);
    }

    private static void Stretch(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));

        float scale = high > low ? byte.MaxValue / (high - low) : 0;
        for (int i = 0; i < values.Length; i++)
            bytes[i] = (byte)MathF.Round((values[i] - low) * scale);
    }
}
