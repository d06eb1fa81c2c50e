using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Every column of an image, with its neighbours, as the channels of one place: what turns an image into a sequence.</summary>
/// <remarks>
/// Shapes: input C×H×W; output ((2·context + 1)·C·H)×1×W. Channel (d·C + c)·H + y at column x is the input's (c, y, x + d − context), and 0 where that lies
/// outside. A convolution of 1×1 behind it is one over whole columns. No parameters. Backward, every value gets the sum of the gradients of its copies.
/// </remarks>
public sealed class Columns : Layer
{
    internal const string Word = "columns";

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="context">Neighbours taken along on each side, 0 or more.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">The context is negative.</exception>
    public Columns(Layer input, int context = 0, string? name = null)
        : base(Word, name, Output(input, context, name), input) =>
        Context = context;

    /// <summary>Neighbours taken along on each side.</summary>
    public int Context { get; }

    private int Rows => Inputs[0].Shape.Channels * Inputs[0].Shape.Height;

    /// <inheritdoc/>
    protected internal override string Settings => Context == 0 ? "" : $"{Context} neighbours on each side";

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        int width = Shape.Width;
        var x = work.Input();
        var y = work.Output;
        for (int n = 0; n < work.Count; n++)
        {
            for (int d = -Context; d <= Context; d++)
            {
                var (from, to, length) = Shifted(d);
                for (int row = 0; row < Rows; row++, y = y[width..])
                {
                    y[..to].Clear();
                    x.Slice(((n * Rows) + row) * width + from, length).CopyTo(y[to..]);
                    y[(to + length)..width].Clear();
                }
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        if (!work.InputWork(0).NeedsGradient)
            return;

        int width = Shape.Width;
        ReadOnlySpan<float> dY = work.OutputGradient;
        var dX = work.InputGradient();
        for (int n = 0; n < work.Count; n++)
        {
            for (int d = -Context; d <= Context; d++)
            {
                var (from, to, length) = Shifted(d);
                for (int row = 0; row < Rows; row++, dY = dY[width..])
                    Addition.Add(dY.Slice(to, length), dX.Slice(((n * Rows) + row) * width + from, length));
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("context", Context);

    /// <summary>Every column as channels; then, shifted to each side over zeros, one copy behind the other.</summary>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        var from = Inputs[0].Shape;
        string columns = graph.Node("Reshape", "columns", [graph.Value().Name, graph.Integers(0, Rows, 1, from.Width)]);
        if (Context == 0)
            return new(graph.Node("Identity", [columns]), IsFlat: false);

        string padded = graph.Node("Pad", "padded", [columns, graph.Integers(0, 0, 0, Context, 0, 0, 0, Context)]);
        var shifted = Enumerable.Range(0, (2 * Context) + 1).Select(
            d => graph.Node("Slice", $"shift{d}", [padded, graph.Integers(d), graph.Integers(d + from.Width), graph.Integers(3)]));
        return new(graph.Node("Concat", shifted, ("axis", 1)), IsFlat: false);
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static Columns Read(LayerDescription layer) => new(layer.Input, layer.WholeNumber("context"), layer.Name);

    /// <summary>Where the columns of a copy shifted by <paramref name="d"/> come from, where they go, and how many there are.</summary>
    private (int From, int To, int Length) Shifted(int d) => (Math.Max(0, d), Math.Max(0, -d), Math.Max(0, Shape.Width - Math.Abs(d)));

    private static Shape Output(Layer input, int context, string? name)
    {
        ArgumentNullException.ThrowIfNull(input);
        var from = input.Shape;
        return context >= 0 && context < from.Width
            ? new(checked(((2 * context) + 1) * from.Channels * from.Height), 1, from.Width)
            : throw new ArgumentException($"{Title(Word, name, input)}: context expected 0..{from.Width - 1} (input {from}), got {context}", nameof(context));
    }
}
