namespace Inkling.Compute;

/// <summary>
/// The plan in which the gradient of the input is a convolution itself, of the output gradient with the filters turned round, and runs as the forward pass does:
/// by tiles where that pays, else, where the output is as large as the input, by sums in registers.
/// </summary>
internal sealed class MirroredConvolution<S, V> : Convolution
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>What the gradients of a few images may take before they are added: half of a second-level cache of 256 KiB, in floats.</summary>
    private const int ChunkLength = 32 * 1024;

    private readonly VectorConvolution<S, V> _sums;
    private readonly IForwardConvolution _forward, _mirrored;
    private readonly float[] _noBias;
    private readonly int _chunk, _chunkLength;

    public MirroredConvolution(SimdWidth width, in ConvolutionShape shape)
        : base(shape)
    {
        _sums = new(shape);
        _forward = Tiles(width, shape) ?? (IForwardConvolution)_sums;
        _mirrored = Tiles(width, shape.Mirrored) ?? (IForwardConvolution)new VectorConvolution<S, V>(shape.Mirrored);
        _noBias = new float[shape.Channels];
        _chunk = Math.Max(1, ChunkLength / shape.InputSize);
        _chunkLength = (checked(_chunk * shape.InputSize) + S.Count - 1) / S.Count * S.Count;
    }

    public override int ScratchLength => Math.Max(Math.Max(_sums.ScratchLength, _forward.ForwardScratchLength), checked(_chunkLength + _mirrored.ForwardScratchLength));

    internal override int ForwardScratchLength => _forward.ForwardScratchLength;

    internal override int ForwardPackedLength => _forward.FiltersLength;

    internal override int BackwardPackedLength => _mirrored.FiltersLength;

    internal override Type ForwardForm => _forward.GetType();

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _forward.PackFilters(weights, FilterLayout.Of(Shape), packed);

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _mirrored.PackFilters(weights, FilterLayout.Mirrored(Shape.Mirrored), packed);

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        _forward.Run(count, input, packed, bias, output, scratch);

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        for (int n = 0; n < count; n += _chunk)
        {
            int images = Math.Min(_chunk, count - n);
            var gradient = scratch[..(images * Shape.InputSize)];
            _mirrored.Run(images, outputGradient.Slice(n * Shape.OutputSize, images * Shape.OutputSize), packed, _noBias, gradient, scratch[_chunkLength..]);
            Addition.Add(gradient, inputGradient.Slice(n * Shape.InputSize, gradient.Length));
        }
    }

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch) =>
        _sums.BackwardWeightsCore(count, input, outputGradient, weightGradient, biasGradient, scratch);

    private static WinogradConvolution? Tiles(SimdWidth width, in ConvolutionShape shape) =>
        WinogradConvolution.Pays(width, shape) ? WinogradConvolution.Create(width, shape, TilePooling.None) : null;
}
