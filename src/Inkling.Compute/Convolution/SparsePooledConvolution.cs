namespace Inkling.Compute;

/// <summary>The plan with vectors: both gradients by <see cref="SparseBackward{S, V}"/>.</summary>
internal sealed class SparsePooledConvolution<S, V>(SimdWidth width, in ConvolutionShape shape, in PoolingShape pooling)
    : PooledConvolution(width, shape, pooling)
    where S : struct, ILanes<V>
    where V : struct
{
    private readonly SparseBackward<S, V> _backward = new(shape, pooling.OutputSize);

    private protected override int BackwardPackedLength => _backward.PackedLength;

    private protected override int BackwardScratchLength => _backward.ScratchLength;

    private protected override void PackBackwardWeights(ReadOnlySpan<float> weights, Span<float> packed) => _backward.PackWeights(weights, packed);

    private protected override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient,
        Span<float> scratch) =>
        _backward.AddInputGradient(count, packed, outputGradient, origin, inputGradient, scratch);

    private protected override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> weightGradient,
        Span<float> biasGradient, Span<float> scratch) =>
        _backward.AddWeightGradient(count, input, outputGradient, origin, weightGradient, biasGradient, scratch);
}
