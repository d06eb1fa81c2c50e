using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The place where samples enter: an image or a vector, as bytes that are scaled or as numbers that are used as they are.</summary>
/// <remarks>
/// The scaling of bytes is part of the description and so of every saved model: training and recognising cannot disagree about it. Shape: as
/// given. No parameters, no gradient.
/// </remarks>
public sealed class DataInput : Layer
{
    internal const string Word = "data";

    /// <summary>Describes an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The extents of one sample.</param>
    /// <param name="scaling">What becomes of bytes; null for an input of numbers, which takes none.</param>
    /// <exception cref="ArgumentException">An extent is not positive, or the name is empty.</exception>
    public DataInput(string name, Shape shape, PixelRange? scaling)
        : base(Word, name, shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"data '{name}': expected positive extents, got {shape.Channels}×{shape.Height}×{shape.Width}", nameof(shape));
        Scaling = scaling;
    }

    /// <summary>What becomes of bytes on the way in; null for an input of numbers.</summary>
    public PixelRange? Scaling { get; }

    /// <inheritdoc/>
    protected internal override string Settings => Scaling is { } range ? $"bytes as {range}" : "numbers";

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("shape");
        json.WriteNumberValue(Shape.Channels);
        json.WriteNumberValue(Shape.Height);
        json.WriteNumberValue(Shape.Width);
        json.WriteEndArray();
        if (Scaling is not { } range)
            return;

        json.WriteNumber("paper", range.Low);
        json.WriteNumber("ink", range.High);
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        if (Scaling is not { } range)
            return new(graph.Numbers(), IsFlat: false);

        string real = graph.Node("Cast", "float", [graph.Bytes()], ("to", 1));
        string scaled = graph.Node("Mul", "scaled", [real, graph.Constant((range.High - range.Low) / 255f)]);
        return new(graph.Node("Add", "range", [scaled, graph.Constant(range.Low)]), IsFlat: false);
    }

    /// <summary>What becomes of the bytes of a sample.</summary>
    /// <exception cref="ArgumentException">A sample has another number of bytes, or the input takes numbers.</exception>
    internal PixelRange RequireBytes(int length)
    {
        RequireSize(length, "bytes");
        return Scaling ?? throw new ArgumentException($"data '{GivenName}': sample expected numbers, got bytes");
    }

    /// <exception cref="ArgumentException">A sample has another number of values.</exception>
    internal void RequireSize(int length, string unit)
    {
        if (length != Shape.Size)
            throw new ArgumentException($"data '{GivenName}': sample expected {Shape.Size} {unit} ({Shape}), got {length}");
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static DataInput Read(LayerDescription layer)
    {
        var extents = layer.WholeNumbers("shape", 3);
        return new(layer.Name, new(extents[0], extents[1], extents[2]), layer.Has("paper") ? new((float)layer.Number("paper"), (float)layer.Number("ink")) : null);
    }
}
