using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>
/// A <see cref="Convolution2D"/> with what alone reads it, one after the other, as one step that recognises and does not learn: a <see cref="BatchNorm"/>,
/// whose factors go into the weights; a rectifier; and, where the convolution runs by tiles, a pooling by two. See <see cref="Fusion"/>.
/// </summary>
/// <remarks>Shapes: the convolution's input; the last one's output. Parameters: the convolution's, then the normalization's.</remarks>
internal sealed class RecognisingConvolution2D : Layer
{
    private const int Weight = 0, Bias = 1, Normalization = 2;

    private readonly Convolution2D _convolution;
    private readonly BatchNorm? _normalization;
    private readonly bool _rectifies;

    // One of the two.
    private readonly WinogradConvolution? _tiles;
    private readonly Compute.Convolution? _sums;

    /// <param name="convolution">The convolution.</param>
    /// <param name="normalization">What normalizes its outputs, or null.</param>
    /// <param name="rectifies">Whether negative values become 0 then.</param>
    /// <param name="pooling">What of each 2×2 outputs is given; more than none only where <see cref="RunsByTiles"/>.</param>
    /// <param name="shape">Of what the last of these layers gives.</param>
    public RecognisingConvolution2D(Convolution2D convolution, BatchNorm? normalization, bool rectifies, TilePooling pooling, Shape shape)
        : base("recognising-conv", name: null, shape, [.. convolution.Inputs])
    {
        (_convolution, _normalization, _rectifies) = (convolution, normalization, rectifies);
        if (RunsByTiles(convolution))
            _tiles = WinogradConvolution.Create(convolution.Extents, pooling);
        else
            _sums = Compute.Convolution.Create(convolution.Extents);
        Parameters = [.. convolution.Parameters, .. normalization?.Parameters ?? []];
    }

    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    protected internal override LayerMemory Memory =>
        new(Scratch: _tiles?.ScratchLength ?? _sums!.ForwardScratchLength, Packed: Filters + (_tiles?.PackedLength ?? _sums!.ForwardPackedLength));

    protected internal override string Settings => _convolution.Settings;

    private Type Form => _tiles?.GetType() ?? _sums!.ForwardForm;

    private int Filters => _convolution.Extents.Filters;

    /// <summary>Whether a convolution runs by tiles, which can pool.</summary>
    public static bool RunsByTiles(Convolution2D convolution) => WinogradConvolution.CanRun(convolution.Extents);

    // The bias, then the weights as the kernels read them.
    protected internal override void Prepare(LayerWorkspace work)
    {
        float[] weights = [.. work.Parameter(Weight)];
        var bias = work.Packed[..Filters];
        work.Parameter(Bias).CopyTo(bias);
        _normalization?.FoldInto(weights, bias, work, Normalization);
        if (_tiles is not null)
            _tiles.PackWeights(weights, work.Packed[Filters..]);
        else
            _sums!.PackForForward(weights, work.Packed[Filters..]);
    }

    internal override bool PreparesAs(Layer other) => other is RecognisingConvolution2D like && like.Form == Form;

    protected internal override void Forward(LayerWorkspace work)
    {
        ReadOnlySpan<float> bias = work.Packed[..Filters], packed = work.Packed[Filters..];
        if (_tiles is not null)
        {
            _tiles.Forward(work.Count, work.Input(), packed, bias, _rectifies, work.Output, work.Scratch);
            return;
        }

        _sums!.ForwardCore(work.Count, work.Input(), packed, bias, work.Output, work.Scratch);
        if (_rectifies)
            Relu.Forward(work.Output);
    }

    protected internal override void Backward(LayerWorkspace work) => throw new NotSupportedException("It recognises and does not learn.");

    protected internal override void Describe(Utf8JsonWriter json) => throw new NotSupportedException("A fused layer exists in an executor only.");
}
