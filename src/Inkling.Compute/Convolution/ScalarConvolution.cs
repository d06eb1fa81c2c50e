namespace Inkling.Compute;

/// <summary>The plan without vectors: the reference, with the weights left as they are.</summary>
internal sealed class ScalarConvolution(in ConvolutionShape shape) : Convolution(shape)
{
    public override int ScratchLength => 0;

    private protected override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => weights[..Shape.WeightCount].CopyTo(packed);

    private protected override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed) => weights[..Shape.WeightCount].CopyTo(packed);

    private protected override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        ConvolutionReference.Forward(Shape, count, input, packed, bias, output);

    private protected override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch) =>
        ConvolutionReference.BackwardInput(Shape, count, packed, outputGradient, inputGradient);

    private protected override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch) =>
        ConvolutionReference.BackwardWeights(Shape, count, input, outputGradient, weightGradient, biasGradient);
}
