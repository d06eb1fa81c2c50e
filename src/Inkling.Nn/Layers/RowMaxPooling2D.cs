using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Max pooling of windows one column wide: the rows become fewer, the columns stay. Of equal values the first.</summary>
/// <remarks>Shapes: input C×H×W; output C×(H/rows)×W. No parameters. Backward, the gradient goes to where the maximum stood.</remarks>
public sealed class RowMaxPooling2D : Layer
{
    internal const string Word = "rowpool";

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="rows">Rows of a window, a divisor of the image's.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">The rows are no divisor of the image's.</exception>
    public RowMaxPooling2D(Layer input, int rows, string? name = null)
        : base(Word, name, Output(input, rows, name), input) =>
        Rows = rows;

    /// <summary>Rows of a window.</summary>
    public int Rows { get; }

    /// <inheritdoc/>
    protected internal override LayerMemory Memory => new(Indices: Shape.Size);

    /// <inheritdoc/>
    protected internal override string Settings => $"{Rows} rows";

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        var from = Inputs[0].Shape;
        RowMaxPooling.Forward(work.Count * from.Channels, from.Height, from.Width, Rows, work.Input(), work.Output, work.Indices);
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        var from = Inputs[0].Shape;
        if (work.InputWork(0).NeedsGradient)
            RowMaxPooling.Backward(work.Count * from.Channels, from.Height, from.Width, Rows, work.OutputGradient, work.Indices, work.InputGradient());
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("rows", Rows);

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) =>
        new(graph.Node("MaxPool", [graph.Image()], ("kernel_shape", new long[] { Rows, 1 }), ("strides", new long[] { Rows, 1 })), IsFlat: false);

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static RowMaxPooling2D Read(LayerDescription layer) => new(layer.Input, layer.WholeNumber("rows"), layer.Name);

    private static Shape Output(Layer input, int rows, string? name)
    {
        ArgumentNullException.ThrowIfNull(input);
        var from = input.Shape;
        return rows >= 1 && from.Height % rows == 0
            ? new(from.Channels, from.Height / rows, from.Width)
            : throw new ArgumentException($"{Title(Word, name, input)}: rows expected a divisor of {from.Height} (input {from}), got {rows}", nameof(rows));
    }
}
