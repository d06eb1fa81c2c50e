using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>A two-dimensional convolution (cross-correlation): y[k] = b[k] + Σ_c W[k, c] ⋆ x[c].</summary>
/// <remarks>
/// Shapes: input C×H×W; output K×H'×W' with H' = ⌊(H + 2·padding − F)/stride⌋ + 1, W' alike. Parameters: weight [K, C, F, F] drawn from
/// N(0, √(2/(C·F·F))), bias [K] of zeros; K·(C·F·F + 1) values.
/// </remarks>
public sealed class Convolution2D : Layer
{
    internal const string Word = "conv";

    private readonly Compute.Convolution _plan;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads, an image.</param>
    /// <param name="filters">K, the channels it gives.</param>
    /// <param name="filterSize">F, rows and columns of a filter.</param>
    /// <param name="stride">Input pixels from one output pixel to the next.</param>
    /// <param name="padding">Zeros added on each side.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <param name="channels">What the caller believes C to be, checked when given.</param>
    /// <exception cref="ArgumentException">A setting is out of range, the filter does not fit the input, or the channels are not those expected.</exception>
    public Convolution2D(Layer input, int filters, int filterSize, int stride = 1, int padding = 0, string? name = null, int? channels = null)
        : base(Word, name, OutputShape(input, filters, filterSize, stride, padding, name, channels), input)
    {
        var plan = new ConvolutionShape(input.Shape.Channels, input.Shape.Height, input.Shape.Width, filters, filterSize, stride, padding);
        _plan = Compute.Convolution.Create(plan);
        Parameters =
        [
            new("weight", [filters, plan.Channels, filterSize, filterSize], InitialLaw.He(plan.PatchSize)),
            new("bias", [filters], InitialLaw.Zero),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    internal ConvolutionShape Extents => _plan.Shape;

    internal override LayerMemory Memory => new(Scratch: _plan.ScratchLength, Packed: _plan.PackedLength);

    internal override string Settings =>
        $"{_plan.Shape.Filters} filters of {_plan.Shape.FilterSize}×{_plan.Shape.FilterSize}"
        + (_plan.Shape.Stride == 1 ? "" : $", stride {_plan.Shape.Stride}")
        + (_plan.Shape.Padding == 0 ? "" : $", padding {_plan.Shape.Padding}");

    internal override void Prepare(LayerWorkspace work) => _plan.PackWeights(work.Parameter(0), work.Packed);

    internal override void Forward(LayerWorkspace work) =>
        _plan.Forward(work.Count, work.Input(), work.Packed, work.Parameter(1), work.Output, work.Scratch);

    internal override void Backward(LayerWorkspace work)
    {
        _plan.BackwardWeights(work.Count, work.Input(), work.OutputGradient, work.ParameterGradient(0), work.ParameterGradient(1), work.Scratch);
        if (work.InputWork(0).NeedsGradient)
            _plan.BackwardInput(work.Count, work.Packed, work.OutputGradient, work.InputGradient(), work.Scratch);
    }

    internal override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("filters", _plan.Shape.Filters);
        json.WriteNumber("filterSize", _plan.Shape.FilterSize);
        json.WriteNumber("stride", _plan.Shape.Stride);
        json.WriteNumber("padding", _plan.Shape.Padding);
    }

    internal static Convolution2D Read(LayerDescription layer) => new(
        layer.Input, layer.Integer("filters"), layer.Integer("filterSize"), layer.Integer("stride"), layer.Integer("padding"), layer.Name);

    private static Shape OutputShape(Layer input, int filters, int filterSize, int stride, int padding, string? name, int? channels)
    {
        ArgumentNullException.ThrowIfNull(input);
        var from = input.Shape;
        if (channels is { } expected && expected != from.Channels)
            throw new ArgumentException($"{Title(Word, name, input)}: input channels expected {expected}, got {from.Channels} (input {from})", nameof(channels));
        if (filters < 1 || filterSize < 1 || stride < 1 || padding < 0)
        {
            throw new ArgumentException(
                $"{Title(Word, name, input)}: expected filters, filter size and stride of 1 or more and padding of 0 or more, "
                + $"got {filters}, {filterSize}, {stride} and {padding}");
        }

        if (from.Height + 2 * padding < filterSize || from.Width + 2 * padding < filterSize)
            throw new ArgumentException($"{Title(Word, name, input)}: filter {filterSize}×{filterSize} does not fit the input {from} with padding {padding}");

        var shape = new ConvolutionShape(from.Channels, from.Height, from.Width, filters, filterSize, stride, padding);
        return new(filters, shape.OutputHeight, shape.OutputWidth);
    }
}
