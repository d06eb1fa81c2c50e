using System.Globalization;
using Inkling.Nn;

namespace Inkling.Workbench.Chapter;

/// <summary>A parameter as a parameter tar has it, beside what it is here.</summary>
/// <param name="Slot">What it is here.</param>
/// <param name="Name">Its name there, as a process gives it that builds this network first.</param>
/// <param name="Extents">Its extents there; none of convolution weights.</param>
/// <param name="IsTransposed">Whether it is [in, out] there and [out, in] here.</param>
internal sealed record TarParameter(ParameterSlot Slot, string Name, IReadOnlyList<int> Extents, bool IsTransposed)
{
    /// <summary>All parameters of a network, in the order of their layers.</summary>
    /// <exception cref="ArgumentException">A layer with parameters is neither fully connected nor a convolution.</exception>
    public static IReadOnlyList<TarParameter> Of(Network network)
    {
        var parameters = new List<TarParameter>();
        var numbers = new Dictionary<string, int>();
        foreach (var layer in network.Layers.Where(layer => layer.Parameters.Count > 0))
        {
            string stem = Stem(network, layer);
            int number = numbers[stem] = numbers.GetValueOrDefault(stem, -1) + 1;
            string name = string.Format(CultureInfo.InvariantCulture, stem, number);
            foreach (var spec in layer.Parameters)
                parameters.Add(Of(layer, network.Slots[parameters.Count], $"{name}.{(IsWeight(spec) ? "w0" : "wbias")}"));
        }

        return parameters;
    }

    /// <summary>The values as the tar has them.</summary>
    public float[] ToTar(ReadOnlySpan<float> values) => IsTransposed ? Transpose(values, Extents[1], Extents[0]) : values.ToArray();

    /// <summary>The values of the tar as they are here.</summary>
    public float[] FromTar(ReadOnlySpan<float> values) => IsTransposed ? Transpose(values, Extents[0], Extents[1]) : values.ToArray();

    private static TarParameter Of(Layer layer, ParameterSlot slot, string name)
    {
        var extents = slot.Spec.Extents;
        return (layer, IsWeight(slot.Spec)) switch
        {
            (FullyConnected, true) => new(slot, name, [extents[1], extents[0]], IsTransposed: true),
            (FullyConnected, false) => new(slot, name, [1, extents[0]], IsTransposed: false),
            (_, true) => new(slot, name, [], IsTransposed: false),
            (_, false) => new(slot, name, [extents[0], 1], IsTransposed: false),
        };
    }

    private static string Stem(Network network, Layer layer) => layer switch
    {
        FullyConnected => "___fc_layer_{0}__",
        Convolution2D when IsPooled(network, layer) => "___conv_pool_{0}___conv",
        Convolution2D => "___conv_{0}__",
        _ => throw new ArgumentException(
            $"parameter tar: expected fully connected layers and convolutions, got {network.NameOf(layer)} with parameters of its own", nameof(network)),
    };

    // A convolution and a pooling described as one, with at most an activation between.
    private static bool IsPooled(Network network, Layer layer) => network.Layers
        .Where(reader => reader.Inputs.Contains(layer))
        .Any(reader => reader is MaxPooling2D or SumPooling2D || (reader is ActivationLayer && IsPooled(network, reader)));

    private static bool IsWeight(ParameterSpec spec) => spec.Suffix == "weight";

    private static float[] Transpose(ReadOnlySpan<float> values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = values[row * columns + column];
        }

        return transposed;
    }
}
