namespace Inkling.Compute;

/// <summary>
/// The plan for convolutions whose output is as large as their input: the gradient of the input is a convolution itself, of the output gradient with the filters
/// turned round, and runs as the forward pass does, with all its sums in registers.
/// </summary>
internal sealed class MirroredConvolution<S, V> : Convolution
    where S : struct, ILanes<V>
    where V : struct
{
    private readonly VectorConvolution<S, V> _convolution, _mirrored;
    private readonly float[] _noBias;
    private readonly int _imageLength;

    public MirroredConvolution(in ConvolutionShape shape)
        : base(shape)
    {
        _convolution = new(shape);
        _mirrored = new(shape with { Channels = shape.Filters, Filters = shape.Channels });
        _noBias = new float[shape.Channels];
        _imageLength = (shape.InputSize + S.Count - 1) / S.Count * S.Count;
    }

    public override int ScratchLength => checked(Math.Max(_convolution.ScratchLength, _imageLength + _mirrored.ScratchLength));

    public static bool CanRun(in ConvolutionShape shape) => shape is { Stride: 1, Dilation: 1, Groups: 1, Padding: > 0 } && 2 * shape.Padding == shape.FilterSize - 1;

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _convolution.PackForwardCore(weights, packed);

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _mirrored.PackMirrored(weights, packed);

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        _convolution.ForwardCore(count, input, packed, bias, output, scratch);

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        var gradient = scratch[..Shape.InputSize];
        for (int n = 0; n < count; n++)
        {
            _mirrored.ForwardCore(1, outputGradient.Slice(n * Shape.OutputSize, Shape.OutputSize), packed, _noBias, gradient, scratch[_imageLength..]);
            Addition.Add(gradient, inputGradient.Slice(n * Shape.InputSize, Shape.InputSize));
        }
    }

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch) =>
        _convolution.BackwardWeightsCore(count, input, outputGradient, weightGradient, biasGradient, scratch);
}
