using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>A two-dimensional convolution (cross-correlation): y[k] = b[k] + Σ_c W[k, c] ⋆ x[c], over the channels of the filter's group.</summary>
/// <remarks>
/// Shapes: input C×H×W; output K×H'×W' with H' = ⌊(H + 2·padding − dilation·(F − 1) − 1)/stride⌋ + 1, W' alike. Parameters: weight
/// [K, C/groups, F, F] drawn from N(0, √(2/(C/groups·F·F))), bias [K] of zeros; K·(C/groups·F·F + 1) values.
/// </remarks>
public sealed class Convolution2D : Layer
{
    internal const string Word = "conv";

    private readonly ConvolutionShape _shape;

    // Made when the layer is run first: its tables are as large as a filter, and a file may describe a filter that it does not hold.
    private readonly Lazy<Compute.Convolution> _plan;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="filters">K, the channels it gives.</param>
    /// <param name="filterSize">F, rows and columns of a filter.</param>
    /// <param name="stride">Input pixels from one output pixel to the next.</param>
    /// <param name="padding">Zeros added on each side.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <param name="channels">What the caller believes C to be, checked when given.</param>
    /// <param name="dilation">Input pixels from one cell of a filter to the next.</param>
    /// <param name="groups">How many groups channels and filters are cut into; a divisor of both. As many as channels: each on its own.</param>
    /// <exception cref="ArgumentException">A setting is out of range, the filter does not fit the input, or the channels are not those expected.</exception>
    public Convolution2D(
        Layer input, int filters, int filterSize, int stride = 1, int padding = 0, string? name = null, int? channels = null, int dilation = 1, int groups = 1)
        : base(Word, name, OutputShape(input, new(0, 0, 0, filters, filterSize, stride, padding, dilation, groups), name, channels, out var plan), input)
    {
        _shape = plan;
        _plan = new(() => Compute.Convolution.Create(plan));
        Parameters =
        [
            new("weight", [filters, plan.Channels / groups, filterSize, filterSize], Initializer.He(plan.PatchSize)),
            new("bias", [filters], Initializer.Zero),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    /// <summary>F, rows and columns of a filter.</summary>
    public int FilterSize => _shape.FilterSize;

    /// <summary>Its settings and the extents of its input.</summary>
    internal ConvolutionShape Extents => _shape;

    private Compute.Convolution Plan => _plan.Value;

    /// <inheritdoc/>
    protected internal override LayerMemory Memory => new(Scratch: Plan.ScratchLength, Packed: Plan.PackedLength);

    /// <inheritdoc/>
    protected internal override string Settings =>
        $"{_shape.Filters} filters of {_shape.FilterSize}×{_shape.FilterSize}"
        + (_shape.Stride == 1 ? "" : $", stride {_shape.Stride}")
        + (_shape.Padding == 0 ? "" : $", padding {_shape.Padding}")
        + (_shape.Dilation == 1 ? "" : $", dilation {_shape.Dilation}")
        + (_shape.Groups == 1 ? "" : $", {_shape.Groups} groups");

    /// <inheritdoc/>
    protected internal override void Prepare(LayerWorkspace work) => Plan.PackWeights(work.Parameter(0), work.Packed);

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work) =>
        Plan.Forward(work.Count, work.Input(), work.Packed, work.Parameter(1), work.Output, work.Scratch);

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        Plan.BackwardWeights(work.Count, work.Input(), work.OutputGradient, work.ParameterGradient(0), work.ParameterGradient(1), work.Scratch);
        if (work.InputWork(0).NeedsGradient)
            Plan.BackwardInput(work.Count, work.Packed, work.OutputGradient, work.InputGradient(), work.Scratch);
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("filters", _shape.Filters);
        json.WriteNumber("filterSize", _shape.FilterSize);
        json.WriteNumber("stride", _shape.Stride);
        json.WriteNumber("padding", _shape.Padding);
        if (_shape.Dilation != 1)
            json.WriteNumber("dilation", _shape.Dilation);
        if (_shape.Groups != 1)
            json.WriteNumber("groups", _shape.Groups);
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        long filterSize = _shape.FilterSize, stride = _shape.Stride, dilation = _shape.Dilation, padding = _shape.Padding;
        return new(
            graph.Node(
                "Conv", [graph.Image(), .. graph.Parameters], ("kernel_shape", new[] { filterSize, filterSize }), ("strides", new[] { stride, stride }),
                ("group", _shape.Groups), ("dilations", new[] { dilation, dilation }), ("pads", new[] { padding, padding, padding, padding })),
            IsFlat: false);
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static Convolution2D Read(LayerDescription layer) => new(
        layer.Input, layer.WholeNumber("filters"), layer.WholeNumber("filterSize"), layer.WholeNumber("stride"), layer.WholeNumber("padding"), layer.Name,
        dilation: layer.WholeNumber("dilation", otherwise: 1), groups: layer.WholeNumber("groups", otherwise: 1));

    private static Shape OutputShape(Layer input, ConvolutionShape settings, string? name, int? channels, out ConvolutionShape plan)
    {
        ArgumentNullException.ThrowIfNull(input);
        var from = input.Shape;
        string title = Title(Word, name, input);
        if (channels is { } expected && expected != from.Channels)
            throw new ArgumentException($"{title}: input channels expected {expected}, got {from.Channels} (input {from})", nameof(channels));

        var (_, _, _, filters, filterSize, stride, padding, dilation, groups) = settings;
        if (filters < 1 || filterSize < 1 || stride < 1 || padding < 0)
        {
            throw new ArgumentException(
                $"{title}: expected filters, filter size and stride of 1 or more and padding of 0 or more, got {filters}, {filterSize}, {stride} and {padding}");
        }

        if (dilation < 1)
            throw new ArgumentException($"{title}: dilation expected 1 or more, got {dilation}");
        if (groups < 1 || from.Channels % groups != 0 || filters % groups != 0)
            throw new ArgumentException($"{title}: groups expected a divisor of {from.Channels} channels and {filters} filters, got {groups}");

        if (Math.Max(from.Height, from.Width) + 2L * padding > int.MaxValue)
            throw new ArgumentException($"{title}: padding {padding} is too much for the input {from}");
        long span = dilation * (filterSize - 1L) + 1;
        if (from.Height + 2L * padding < span || from.Width + 2L * padding < span)
        {
            string dilated = dilation == 1 ? "" : $" with dilation {dilation}";
            throw new ArgumentException($"{title}: filter {filterSize}×{filterSize}{dilated} does not fit the input {from} with padding {padding}");
        }

        plan = settings with { Channels = from.Channels, Height = from.Height, Width = from.Width };
        return new(filters, plan.OutputHeight, plan.OutputWidth);
    }
}
