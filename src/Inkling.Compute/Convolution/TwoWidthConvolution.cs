namespace Inkling.Compute;

/// <summary>The plan where output rows fill registers narrower than the widest: forward with the widest ones, over unfolded rows; backward with the narrower ones, where the rows lie.</summary>
internal sealed class TwoWidthConvolution(Convolution forward, Convolution backward) : Convolution(forward.Shape)
{
    public override int ScratchLength => Math.Max(forward.ScratchLength, backward.ScratchLength);

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => forward.PackForwardCore(weights, packed);

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed) => backward.PackBackwardCore(weights, packed);

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        forward.ForwardCore(count, input, packed, bias, output, scratch);

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch) =>
        backward.BackwardInputCore(count, packed, outputGradient, inputGradient, scratch);

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch) =>
        backward.BackwardWeightsCore(count, input, outputGradient, weightGradient, biasGradient, scratch);
}
