namespace Inkling.Compute;

/// <summary>The plan for groups: each group of an image is a convolution of its own, on the planes that lie side by side.</summary>
internal sealed class GroupedConvolution : Convolution
{
    private readonly Convolution _group;

    public GroupedConvolution(SimdWidth width, in ConvolutionShape shape)
        : base(shape) =>
        _group = Create(width, shape.OneGroup);

    public override int ScratchLength => _group.ScratchLength;

    internal override int ForwardScratchLength => _group.ForwardScratchLength;

    internal override int ForwardPackedLength => Shape.Groups * _group.ForwardPackedLength;

    internal override int BackwardPackedLength => Shape.Groups * _group.BackwardPackedLength;

    internal override Type ForwardForm => _group.ForwardForm;

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed)
    {
        for (int g = 0; g < Shape.Groups; g++)
            _group.PackForwardCore(Weights(weights, g), Part(packed, _group.ForwardPackedLength, g));
    }

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed)
    {
        for (int g = 0; g < Shape.Groups; g++)
            _group.PackBackwardCore(Weights(weights, g), Part(packed, _group.BackwardPackedLength, g));
    }

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch)
    {
        for (int part = 0; part < count * Shape.Groups; part++)
        {
            int g = part % Shape.Groups;
            _group.ForwardCore(1, Input(input, part), Part(packed, _group.ForwardPackedLength, g), Filters(bias, g), Output(output, part), scratch);
        }
    }

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        for (int part = 0; part < count * Shape.Groups; part++)
            _group.BackwardInputCore(1, Part(packed, _group.BackwardPackedLength, part % Shape.Groups), Output(outputGradient, part), Input(inputGradient, part), scratch);
    }

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch)
    {
        for (int part = 0; part < count * Shape.Groups; part++)
        {
            int g = part % Shape.Groups;
            _group.BackwardWeightsCore(
                1, Input(input, part), Output(outputGradient, part), Weights(weightGradient, g), Filters(biasGradient, g), scratch);
        }
    }

    // Groups of an image follow one another as images do: part n·G + g is group g of image n.
    private ReadOnlySpan<float> Input(ReadOnlySpan<float> images, int part) => images.Slice(part * _group.Shape.InputSize, _group.Shape.InputSize);

    private Span<float> Input(Span<float> images, int part) => images.Slice(part * _group.Shape.InputSize, _group.Shape.InputSize);

    private ReadOnlySpan<float> Output(ReadOnlySpan<float> images, int part) => images.Slice(part * _group.Shape.OutputSize, _group.Shape.OutputSize);

    private Span<float> Output(Span<float> images, int part) => images.Slice(part * _group.Shape.OutputSize, _group.Shape.OutputSize);

    private ReadOnlySpan<float> Weights(ReadOnlySpan<float> all, int g) => all.Slice(g * _group.Shape.WeightCount, _group.Shape.WeightCount);

    private Span<float> Weights(Span<float> all, int g) => all.Slice(g * _group.Shape.WeightCount, _group.Shape.WeightCount);

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> packed, int length, int g) => packed.Slice(g * length, length);

    private static Span<float> Part(Span<float> packed, int length, int g) => packed.Slice(g * length, length);

    private ReadOnlySpan<float> Filters(ReadOnlySpan<float> all, int g) => all.Slice(g * _group.Shape.Filters, _group.Shape.Filters);

    private Span<float> Filters(Span<float> all, int g) => all.Slice(g * _group.Shape.Filters, _group.Shape.Filters);
}
