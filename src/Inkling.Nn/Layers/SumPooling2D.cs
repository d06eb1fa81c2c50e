using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Average pooling: the mean of each window of each channel over its cells inside the image.</summary>
/// <remarks>Shapes: input C×H×W; output C×H'×W' (see <see cref="PoolingShape"/>). No parameters.</remarks>
public sealed class AveragePooling2D : Layer
{
    internal const string Word = "avgpool";

    private readonly PoolingShape _plan;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
    /// <param name="padding">Cells outside the image a window may cover on each side; they do not count in the mean.</param>
    /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit the input.</exception>
    public AveragePooling2D(Layer input, int size, int stride = 0, int padding = 0, bool ceilMode = false, string? name = null)
        : base(Word, name, PoolingPlan.Output(Title(Word, name, input), input, size, stride, padding, ceilMode, out var plan), input) =>
        _plan = plan;

    internal override string Settings => PoolingPlan.Describe(_plan);

    internal override void Forward(LayerWorkspace work) =>
        AveragePooling.Forward(_plan, work.Count * Shape.Channels, work.Input(), work.Output);

    internal override void Backward(LayerWorkspace work)
    {
        if (work.InputWork(0).NeedsGradient)
            AveragePooling.Backward(_plan, work.Count * Shape.Channels, work.OutputGradient, work.InputGradient());
    }

    internal override void Describe(Utf8JsonWriter json) => PoolingPlan.Write(_plan, json);

    internal static AveragePooling2D Read(LayerDescription layer) => new(
        layer.Input, layer.Integer("size"), layer.Integer("stride"), layer.Integer("padding"), layer.Boolean("ceilMode"), layer.Name);
}
