using Inkling.Nn;

namespace Inkling.Web.Networks;

/// <summary>The weights of the first layer that has any, as pictures.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Count">How many pictures there are: of a convolution one a filter, of a fully connected layer one a unit, <see cref="Most"/> at most.</param>
/// <param name="Channels">Planes of a picture.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">Picture by picture, plane by plane, row by row: 128 is 0, and each picture is stretched to its own largest magnitude.</param>
/// <param name="Largest">That magnitude, of each picture: a weight is (value − 128)/127 of it.</param>
/// <param name="Biases">What is added to the sum of each.</param>
/// <param name="Low">What a pixel of 0 is to the layer.</param>
/// <param name="High">What a pixel of 255 is.</param>
internal sealed record FiltersJson(
    string Layer, int Count, int Channels, int Height, int Width, byte[] Values, IReadOnlyList<float> Largest, IReadOnlyList<float> Biases, float Low, float High)
{
    /// <summary>So many pictures at most.</summary>
    public const int Most = 64;

    private const string WeightSuffix = ".weight", BiasSuffix = ".bias";

    /// <summary>The filters of a model, or null if no layer has weights that are pictures.</summary>
    public static FiltersJson? Of(Parameters parameters)
    {
        var network = parameters.Network.Prediction;
        if (network.Layers.FirstOrDefault(layer => layer is Convolution2D or FullyConnected) is not { } layer)
            return null;

        string name = network.NameOf(layer);
        var input = layer.Inputs[0].Shape;
        var extents = parameters.ExtentsOf(name + WeightSuffix);
        var (channels, height, width) = layer is Convolution2D ? (extents[1], extents[2], extents[3]) : (input.Channels, input.Height, input.Width);
        int count = Math.Min(extents[0], Most), size = channels * height * width;
        var weights = parameters.Get(name + WeightSuffix);
        byte[] values = new byte[count * size];
        float[] largest = new float[count];
        for (int i = 0; i < count; i++)
            largest[i] = Stretch(weights.Slice(i * size, size), values.AsSpan(i * size, size));
        var range = layer.Inputs[0] is DataInput { Scaling: { } scaling } ? scaling : new(0f, 255f);
        return new(name, count, channels, height, width, values, largest, parameters.Get(name + BiasSuffix)[..count].ToArray(), range.Low, range.High);
    }

    private static float Stretch(ReadOnlySpan<float> weights, Span<byte> values)
    {
        float largest = 0;
        foreach (float weight in weights)
            largest = Math.Max(largest, Math.Abs(weight));

        float scale = largest > 0 ? 127 / largest : 0;
        for (int i = 0; i < weights.Length; i++)
            values[i] = (byte)(128 + MathF.Round(weights[i] * scale));
        return largest;
    }
}
