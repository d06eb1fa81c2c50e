namespace Inkling.Compute;

/// <summary>
/// An image with its channels last and its padding written out, [H + 2·padding, W + 2·padding, channels]: what one row of a filter covers lies
/// side by side, F·channels floats from the place of its first cell.
/// </summary>
internal sealed class ChannelsLast
{
    private readonly ConvolutionShape _shape;
    private readonly int _interior;

    /// <param name="shape">The convolution whose input it is.</param>
    /// <param name="lanes">Floats in a register.</param>
    public ChannelsLast(in ConvolutionShape shape, int lanes)
    {
        _shape = shape;

        // Channels that fill whole registers keep every load within a cache line, where that makes the image at most a third larger.
        int whole = RoundUp(shape.Channels, lanes);
        Channels = whole * 3 <= shape.Channels * 4 ? whole : shape.Channels;
        RowPitch = (shape.Width + 2 * shape.Padding) * Channels;
        RunLength = RoundUp(shape.FilterSize * Channels, lanes);
        Length = RoundUp((shape.Height + 2 * shape.Padding) * RowPitch + lanes, lanes);
        _interior = shape.Padding * RowPitch + shape.Padding * Channels;
    }

    /// <summary>Floats per pixel: the channels, and zeros where those make a pixel a whole number of registers.</summary>
    public int Channels { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int RowPitch { get; }

    /// <summary>What one row of a filter covers, rounded up to whole registers.</summary>
    public int RunLength { get; }

    /// <summary>Floats of an image; a register more than it has, so that the last run may be read in whole registers.</summary>
    public int Length { get; }

    /// <summary>Pixels, those of the padding counted.</summary>
    public int Cells => (_shape.Height + 2 * _shape.Padding) * (_shape.Width + 2 * _shape.Padding);

    /// <summary>Writes an image [C, H, W]; padding and surplus channels must be zero already.</summary>
    public unsafe void Write(ReadOnlySpan<float> image, Span<float> destination)
    {
        int width = _shape.Width, plane = _shape.Height * width;
        fixed (float* from = image[..(_shape.Channels * plane)], to = destination[..Length])
        {
            for (int row = 0; row < _shape.Height; row++)
                Transposition.Write(_shape.Channels, width, from + row * width, plane, to + _interior + row * RowPitch, Channels);
        }
    }

    /// <summary>Adds what lies within the padding to an image [C, H, W].</summary>
    public void AddTo(ReadOnlySpan<float> source, Span<float> image)
    {
        int width = _shape.Width, plane = _shape.Height * width, channels = Channels;
        for (int c = 0; c < _shape.Channels; c++)
        {
            for (int row = 0; row < _shape.Height; row++)
            {
                var sum = image.Slice(c * plane + row * width, width);
                var pixels = source.Slice(_interior + row * RowPitch + c, (width - 1) * channels + 1);
                for (int x = 0, i = 0; x < sum.Length; x++, i += channels)
                    sum[x] += pixels[i];
            }
        }
    }

    /// <summary>Writes a filter [C, F, F] as F runs; what it does not cover must be zero already.</summary>
    public void WriteFilter(ReadOnlySpan<float> filter, Span<float> runs)
    {
        int size = _shape.FilterSize, channels = Channels;
        for (int c = 0, q = 0; c < _shape.Channels; c++)
        {
            for (int row = 0; row < size; row++, q += size)
            {
                var source = filter.Slice(q, size);
                var run = runs.Slice(row * RunLength + c, (size - 1) * channels + 1);
                for (int x = 0, i = 0; x < source.Length; x++, i += channels)
                    run[i] = source[x];
            }
        }
    }

    /// <summary>Adds F runs to a filter [C, F, F].</summary>
    public void AddToFilter(ReadOnlySpan<float> runs, Span<float> filter)
    {
        int size = _shape.FilterSize, channels = Channels;
        for (int c = 0, q = 0; c < _shape.Channels; c++)
        {
            for (int row = 0; row < size; row++, q += size)
            {
                var sum = filter.Slice(q, size);
                var run = runs.Slice(row * RunLength + c, (size - 1) * channels + 1);
                for (int x = 0, i = 0; x < sum.Length; x++, i += channels)
                    sum[x] += run[i];
            }
        }
    }

    private static int RoundUp(int value, int step) => (value + step - 1) / step * step;
}
