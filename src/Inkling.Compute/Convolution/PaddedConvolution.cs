namespace Inkling.Compute;

/// <summary>
/// The plan for padding where the padded image needs no unfolding: images are copied into the middle of zeros, a few at a time so that they stay in
/// the cache, and convolved there without padding.
/// </summary>
/// <remarks>An unfolded image is F·F times as large as the image; a padded one hardly larger.</remarks>
internal sealed class PaddedConvolution : Convolution
{
    /// <summary>Floats of padded images at a time: half of a second-level cache of 256 KiB.</summary>
    private const int ChunkLength = 32 * 1024;

    private readonly Convolution _padded;
    private readonly int _chunk;

    public PaddedConvolution(SimdWidth width, in ConvolutionShape shape)
        : base(shape)
    {
        _padded = Create(width, Padded(shape));
        _chunk = Math.Max(1, ChunkLength / _padded.Shape.InputSize);
    }

    public override int ScratchLength => checked(_chunk * _padded.Shape.InputSize + _padded.ScratchLength);

    internal override int ForwardScratchLength => checked(_chunk * _padded.Shape.InputSize + _padded.ForwardScratchLength);

    internal override int ForwardPackedLength => _padded.ForwardPackedLength;

    internal override int BackwardPackedLength => _padded.BackwardPackedLength;

    internal override Type ForwardForm => _padded.ForwardForm;

    /// <summary>The extents of the same convolution of images that are padded already.</summary>
    public static ConvolutionShape Padded(in ConvolutionShape shape) =>
        shape with { Height = shape.Height + 2 * shape.Padding, Width = shape.Width + 2 * shape.Padding, Padding = 0 };

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _padded.PackForwardCore(weights, packed);

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed) => _padded.PackBackwardCore(weights, packed);

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch)
    {
        for (int n = 0; n < count; n += _chunk)
        {
            int images = Math.Min(_chunk, count - n);
            var padded = Pad(Images(input, n, images, Shape.InputSize), scratch);
            _padded.ForwardCore(images, padded, packed, bias, Images(output, n, images, Shape.OutputSize), scratch[padded.Length..]);
        }
    }

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        for (int n = 0; n < count; n += _chunk)
        {
            int images = Math.Min(_chunk, count - n);
            var padded = scratch[..(images * _padded.Shape.InputSize)];
            padded.Clear();
            _padded.BackwardInputCore(images, packed, Images(outputGradient, n, images, Shape.OutputSize), padded, scratch[padded.Length..]);
            AddMiddle(padded, Images(inputGradient, n, images, Shape.InputSize));
        }
    }

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch)
    {
        for (int n = 0; n < count; n += _chunk)
        {
            int images = Math.Min(_chunk, count - n);
            var padded = Pad(Images(input, n, images, Shape.InputSize), scratch);
            _padded.BackwardWeightsCore(
                images, padded, Images(outputGradient, n, images, Shape.OutputSize), weightGradient, biasGradient, scratch[padded.Length..]);
        }
    }

    private Span<float> Pad(ReadOnlySpan<float> images, Span<float> scratch)
    {
        var padded = scratch[..(images.Length / Shape.InputSize * _padded.Shape.InputSize)];
        padded.Clear();
        for (int from = 0, row = 0; from < images.Length; from += Shape.Width, row++)
            images.Slice(from, Shape.Width).CopyTo(padded[Place(row)..]);
        return padded;
    }

    private void AddMiddle(ReadOnlySpan<float> padded, Span<float> images)
    {
        for (int from = 0, row = 0; from < images.Length; from += Shape.Width, row++)
            Addition.Add(padded.Slice(Place(row), Shape.Width), images.Slice(from, Shape.Width));
    }

    // Where a row, counted through all channels of all images, begins among the padded ones.
    private int Place(int row)
    {
        int plane = row / Shape.Height;
        return (plane * _padded.Shape.Height + row % Shape.Height + Shape.Padding) * _padded.Shape.Width + Shape.Padding;
    }

    private static ReadOnlySpan<float> Images(ReadOnlySpan<float> all, int first, int count, int size) => all.Slice(first * size, count * size);

    private static Span<float> Images(Span<float> all, int first, int count, int size) => all.Slice(first * size, count * size);
}
