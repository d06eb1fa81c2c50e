using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Max pooling: the largest value of each window of each channel; of equal ones the first.</summary>
/// <remarks>Shapes: input C×H×W; output C×H'×W' (see <see cref="PoolingShape"/>). No parameters. Backward, the gradient goes to where the maximum stood.</remarks>
public sealed class MaxPooling2D : Layer
{
    internal const string Word = "maxpool";

    private readonly PoolingShape _plan;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
    /// <param name="padding">Cells outside the image a window may cover on each side.</param>
    /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit the input.</exception>
    public MaxPooling2D(Layer input, int size, int stride = 0, int padding = 0, bool ceilMode = false, string? name = null)
        : base(Word, name, PoolingPlan.Output(Title(Word, name, input), input, size, stride, padding, ceilMode, out var plan), input) =>
        _plan = plan;

    /// <summary>Rows and columns of a window.</summary>
    public int Size => _plan.Size;

    /// <summary>Its settings and the extents of its input.</summary>
    internal PoolingShape Extents => _plan;

    /// <inheritdoc/>
    protected internal override LayerMemory Memory => new(Indices: Shape.Size);

    /// <inheritdoc/>
    protected internal override string Settings => PoolingPlan.Describe(_plan);

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work) =>
        MaxPooling.Forward(_plan, work.Count * Shape.Channels, work.Input(), work.Output, work.Indices);

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        if (work.InputWork(0).NeedsGradient)
            MaxPooling.Backward(_plan, work.Count * Shape.Channels, work.OutputGradient, work.Indices, work.InputGradient());
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => PoolingPlan.Write(_plan, json);

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) =>
        new(graph.Node("MaxPool", [graph.Image()], PoolingPlan.Windows(_plan)), IsFlat: false);

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static MaxPooling2D Read(LayerDescription layer) => new(
        layer.Input, layer.WholeNumber("size"), layer.WholeNumber("stride"), layer.WholeNumber("padding"), layer.Flag("ceilMode"), layer.Name);
}
