namespace Inkling.Compute;

/// <summary>The plan without vectors: the gradient is written out over the planes of the convolution, whose reference does the rest.</summary>
internal sealed class ScalarPooledConvolution(in ConvolutionShape shape, in PoolingShape pooling) : PooledConvolution(SimdWidth.Scalar, shape, pooling)
{
    private protected override int BackwardPackedLength => Shape.WeightCount;

    private protected override int BackwardScratchLength => Shape.OutputSize;

    private protected override void PackBackwardWeights(ReadOnlySpan<float> weights, Span<float> packed) => weights[..Shape.WeightCount].CopyTo(packed);

    private protected override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient,
        Span<float> scratch)
    {
        for (int n = 0; n < count; n++)
        {
            var dense = WriteOut(outputGradient.Slice(n * OutputSize, OutputSize), origin.Slice(n * OutputSize, OutputSize), scratch);
            ConvolutionReference.BackwardInput(Shape, 1, packed, dense, inputGradient.Slice(n * Shape.InputSize, Shape.InputSize));
        }
    }

    private protected override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> weightGradient,
        Span<float> biasGradient, Span<float> scratch)
    {
        for (int n = 0; n < count; n++)
        {
            var dense = WriteOut(outputGradient.Slice(n * OutputSize, OutputSize), origin.Slice(n * OutputSize, OutputSize), scratch);
            var image = input.Slice(n * Shape.InputSize, Shape.InputSize);
            ConvolutionReference.BackwardWeights(Shape, 1, image, dense, weightGradient, biasGradient);
        }
    }

    private ReadOnlySpan<float> WriteOut(ReadOnlySpan<float> gradient, ReadOnlySpan<int> origin, Span<float> scratch)
    {
        var dense = scratch[..Shape.OutputSize];
        dense.Clear();
        for (int i = 0; i < gradient.Length; i++)
        {
            int plane = i / Pooling.OutputSize, row = origin[i] / CellsPerRow, column = origin[i] % CellsPerRow / Shape.Stride;
            dense[plane * Shape.OutputPixels + row * Shape.OutputWidth + column] += gradient[i];
        }

        return dense;
    }
}
