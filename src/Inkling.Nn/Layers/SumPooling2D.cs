using System.Runtime.CompilerServices;
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
    internal SumPooling2D(Layer input, PoolingDivisor divisor, int size, int stride = 0, int padding = 0, bool ceilMode = false, string? name = null)
        : base(Word(divisor), name, PoolingPlan.Output(Title(Word(divisor), name, input), input, size, stride, padding, ceilMode, out var plan), input)
    {
        Divisor = divisor;
        _plan = plan;
    }

    /// <summary>What sums are divided by.</summary>
    internal PoolingDivisor Divisor { get; }

    /// <summary>Its settings and the extents of its input.</summary>
    internal PoolingShape Extents => _plan;

    /// <inheritdoc/>
    protected internal override string Settings => PoolingPlan.Describe(_plan);

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work) =>
        SumPooling.Forward(_plan, Divisor, work.Count * Shape.Channels, work.Input(), work.Output);

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        if (work.InputWork(0).NeedsGradient)
            SumPooling.Backward(_plan, Divisor, work.Count * Shape.Channels, work.OutputGradient, work.InputGradient());
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => PoolingPlan.Write(_plan, json);

    /// <summary>A sum over windows is a convolution with ones, each channel on its own; what sums are divided by depends on the place alone.</summary>
    /// <remarks>AveragePool would not do: it has no sum, and disagrees between runtimes about windows that reach beyond the padding.</remarks>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        int channels = Shape.Channels;
        float[] ones = new float[channels * _plan.Size * _plan.Size];
        Array.Fill(ones, 1);
        string[] inputs = [graph.Image(), graph.Constant([channels, 1, _plan.Size, _plan.Size], ones)];
        (string, object)[] attributes = [.. PoolingPlan.Windows(_plan), ("group", channels)];
        if (Divisor is PoolingDivisor.One)
            return new(graph.Node("Conv", inputs, attributes), IsFlat: false);

        string sum = graph.Node("Conv", "sum", inputs, attributes);
        int[] rows = Covered(_plan.OutputHeight, _plan.Height), columns = Covered(_plan.OutputWidth, _plan.Width);
        float[] factors = [.. rows.SelectMany(_ => columns, (row, column) => Divisor is PoolingDivisor.Cells ? 1f / (row * column) : 1f / MathF.Sqrt(row * column))];
        return new(graph.Node("Mul", [sum, graph.Constant([1, 1, _plan.OutputHeight, _plan.OutputWidth], factors)]), IsFlat: false);
    }

    [ModuleInitializer]
    internal static void Register()
    {
        LayerKinds.Add(SumWord, layer => Read(layer, PoolingDivisor.One));
        LayerKinds.Add(RootWord, layer => Read(layer, PoolingDivisor.RootOfCells));
        LayerKinds.Add(AverageWord, layer => Read(layer, PoolingDivisor.Cells));
    }

    private static SumPooling2D Read(LayerDescription layer, PoolingDivisor divisor) => new(
        layer.Input, divisor, layer.WholeNumber("size"), layer.WholeNumber("stride"), layer.WholeNumber("padding"), layer.Flag("ceilMode"), layer.Name);

    /// <summary>How many rows or columns of the image each window covers.</summary>
    private int[] Covered(int windows, int extent) =>
    [
        .. Enumerable.Range(0, windows)
            .Select(window => (window * _plan.Stride) - _plan.Padding)
            .Select(start => Math.Min(extent, start + _plan.Size) - Math.Max(0, start)),
    ];

    private static string Word(PoolingDivisor divisor) => divisor switch
    {
        PoolingDivisor.One => SumWord,
        PoolingDivisor.RootOfCells => RootWord,
        _ => AverageWord,
    };
}
