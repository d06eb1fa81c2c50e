namespace Inkling.Compute;

/// <summary>The patch matrix of an image, written out (im2col), and its transpose, which adds it back (col2im).</summary>
internal static class Unfolding
{
    /// <summary>patches[q, p] = the input that patch value q at output pixel p reads; zero in the padding and beyond the last pixel.</summary>
    public static void Unfold(in ConvolutionShape s, int pitch, ReadOnlySpan<float> image, Span<float> patches)
    {
        for (int q = 0; q < s.PatchSize; q++)
        {
            var row = patches.Slice(q * pitch, pitch);
            row[s.OutputPixels..].Clear();
            for (int y = 0; y < s.OutputHeight; y++)
            {
                var destination = row.Slice(y * s.OutputWidth, s.OutputWidth);
                destination.Clear();
                if (!TryRow(s, q, y, out int first, out int start, out int count))
                    continue;

                if (s.Stride == 1)
                {
                    image.Slice(start, count).CopyTo(destination[first..]);
                    continue;
                }

                for (int x = 0; x < count; x++)
                    destination[first + x] = image[start + x * s.Stride];
            }
        }
    }

    /// <summary>Adds patches[q, p] to the input that patch value q at output pixel p reads.</summary>
    public static void Fold(in ConvolutionShape s, int pitch, ReadOnlySpan<float> patches, Span<float> image)
    {
        for (int q = 0; q < s.PatchSize; q++)
        {
            for (int y = 0; y < s.OutputHeight; y++)
            {
                if (!TryRow(s, q, y, out int first, out int start, out int count))
                    continue;

                var source = patches.Slice(q * pitch + y * s.OutputWidth + first, count);
                for (int x = 0; x < count; x++)
                    image[start + x * s.Stride] += source[x];
            }
        }
    }

    /// <summary>For patch value q and output row y: the first output column that reads inside the image, where, and how many do.</summary>
    private static bool TryRow(in ConvolutionShape s, int q, int y, out int first, out int start, out int count)
    {
        int area = s.FilterSize * s.FilterSize;
        int channel = q / area, i = q % area / s.FilterSize, j = q % s.FilterSize;
        int row = y * s.Stride - s.Padding + i * s.Dilation;
        int left = j * s.Dilation - s.Padding;

        first = left < 0 ? (-left + s.Stride - 1) / s.Stride : 0;
        int beyond = s.Width - left;
        int end = beyond <= 0 ? 0 : Math.Min(s.OutputWidth, (beyond + s.Stride - 1) / s.Stride);
        count = end - first;
        start = (channel * s.Height + row) * s.Width + left + first * s.Stride;
        return row >= 0 && row < s.Height && count > 0;
    }
}
