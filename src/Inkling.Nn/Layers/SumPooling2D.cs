using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>
/// Sum, square-root and average pooling: the sum of each window of each channel over its n cells inside the image, divided by 1, √n or n.
/// </summary>
/// <remarks>Shapes: input C×H×W; output C×H'×W' (see <see cref="PoolingShape"/>). No parameters.</remarks>
public sealed class SumPooling2D : Layer
{
    internal const string SumWord = "sumpool", RootWord = "sqrtpool", AverageWord = "avgpool";

    private readonly PoolingShape _plan;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="divisor">What sums are divided by: <see cref="PoolingDivisor.Cells"/> for average pooling.</param>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
    /// <param name="padding">Cells outside the image a window may cover on each side; they do not count.</param>
    /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit the input.</exception>
    public SumPooling2D(Layer input, PoolingDivisor divisor, int size, int stride = 0, int padding = 0, bool ceilMode = false, string? name = null)
        : base(Word(divisor), name, PoolingPlan.Output(Title(Word(divisor), name, input), input, size, stride, padding, ceilMode, out var plan), input)
    {
        Divisor = divisor;
        _plan = plan;
    }

    /// <summary>What sums are divided by.</summary>
    public PoolingDivisor Divisor { get; }

    /// <summary>Its settings and the extents of its input.</summary>
    public PoolingShape Extents => _plan;

    internal override string Settings => PoolingPlan.Describe(_plan);

    internal override void Forward(LayerWorkspace work) =>
        SumPooling.Forward(_plan, Divisor, work.Count * Shape.Channels, work.Input(), work.Output);

    internal override void Backward(LayerWorkspace work)
    {
        if (work.InputWork(0).NeedsGradient)
            SumPooling.Backward(_plan, Divisor, work.Count * Shape.Channels, work.OutputGradient, work.InputGradient());
    }

    internal override void Describe(Utf8JsonWriter json) => PoolingPlan.Write(_plan, json);

    internal static SumPooling2D Read(LayerDescription layer, PoolingDivisor divisor) => new(
        layer.Input, divisor, layer.Integer("size"), layer.Integer("stride"), layer.Integer("padding"), layer.Boolean("ceilMode"), layer.Name);

    private static string Word(PoolingDivisor divisor) => divisor switch
    {
        PoolingDivisor.One => SumWord,
        PoolingDivisor.RootOfCells => RootWord,
        _ => AverageWord,
    };
}
