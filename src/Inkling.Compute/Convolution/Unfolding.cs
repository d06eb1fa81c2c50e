namespace Inkling.Compute;

/// <summary>
/// The rows of an image written out for every column of a filter: row t of column j holds, at x, the input that this column reads in input row t for
/// output column x. Output pixels that follow each other, also from row to row, then read values that follow each other.
/// </summary>
/// <remarks>
/// An unfolded image is F times as large as the image, where the whole patch matrix (im2col) is F·F times as large: the rows of a filter read the same
/// rows, one further down each. Of a convolution that strides, rows lie in as many groups as there are remainders of row by stride.
/// Layout: [C, F, remainders, rows, output width].
/// </remarks>
internal static class Unfolding
{
    /// <summary>Floats of one channel.</summary>
    public static int ChannelSize(in ConvolutionShape s) => checked(s.FilterSize * Remainders(s) * RowsOf(s) * s.OutputWidth);

    /// <summary>Where the input lies that patch value q reads at the first output pixel.</summary>
    public static int Place(in ConvolutionShape s, int q)
    {
        int area = s.FilterSize * s.FilterSize;
        int channel = q / area, i = q % area / s.FilterSize * s.Dilation, j = q % s.FilterSize;
        return channel * ChannelSize(s) + ((j * Remainders(s) + i % s.Stride) * RowsOf(s) + i / s.Stride) * s.OutputWidth;
    }

    /// <summary>Writes all of the unfolded image, with zeros for the padding and behind the last row.</summary>
    public static unsafe void Unfold(in ConvolutionShape s, ReadOnlySpan<float> image, Span<float> unfolded)
    {
        int width = s.OutputWidth, rows = Remainders(s) * RowsOf(s), planes = s.Channels * s.FilterSize;
        fixed (float* x = image[..s.InputSize], first = unfolded[..(planes * rows * width)])
        {
            float* to = first;
            for (int plane = 0; plane < planes; plane++)
            {
                var columns = new ColumnsRead(s, plane % s.FilterSize);
                for (int row = 0; row < rows; row++, to += width)
                {
                    bool isRead = columns.TryStart(s, plane / s.FilterSize, row, out int start);
                    int left = isRead ? columns.First : 0, right = isRead ? columns.End : 0;
                    for (int i = 0; i < left; i++)
                        to[i] = 0f;
                    for (int i = right; i < width; i++)
                        to[i] = 0f;
                    if (s.Stride == 1)
                    {
                        ShortCopy.Copy(x + start, to + left, right - left);
                        continue;
                    }

                    for (int i = left; i < right; i++, start += s.Stride)
                        to[i] = x[start];
                }
            }
        }

        unfolded[(planes * rows * width)..].Clear();
    }

    /// <summary>Adds an unfolded image to the image.</summary>
    public static void Fold(in ConvolutionShape s, ReadOnlySpan<float> unfolded, Span<float> image)
    {
        int width = s.OutputWidth, at = 0;
        for (int plane = 0; plane < s.Channels * s.FilterSize; plane++)
        {
            var columns = new ColumnsRead(s, plane % s.FilterSize);
            for (int row = 0; row < Remainders(s) * RowsOf(s); row++, at += width)
            {
                if (!columns.TryStart(s, plane / s.FilterSize, row, out int start))
                    continue;

                var source = unfolded.Slice(at + columns.First, columns.Count);
                if (s.Stride == 1)
                {
                    Addition.Add(source, image.Slice(start, source.Length));
                    continue;
                }

                for (int x = 0; x < source.Length; x++, start += s.Stride)
                    image[start] += source[x];
            }
        }
    }

    private static int Remainders(in ConvolutionShape s) => Math.Min(s.Stride, s.FilterSpan);

    // Of a remainder, down to the last that a filter at the last output row reads.
    private static int RowsOf(in ConvolutionShape s) => s.OutputHeight + (s.FilterSpan - 1) / s.Stride;

    /// <summary>The output columns for which column j of a filter reads inside the image.</summary>
    private readonly struct ColumnsRead
    {
        private readonly int _left;

        public ColumnsRead(in ConvolutionShape s, int j)
        {
            _left = j * s.Dilation - s.Padding;
            int beyond = s.Width - _left;
            First = Math.Min(s.OutputWidth, _left < 0 ? (-_left + s.Stride - 1) / s.Stride : 0);
            End = Math.Max(First, beyond <= 0 ? 0 : Math.Min(s.OutputWidth, (beyond + s.Stride - 1) / s.Stride));
        }

        public int First { get; }

        public int End { get; }

        public int Count => End - First;

        /// <summary>Where in the image the first of them reads in an unfolded row; false if none does.</summary>
        public bool TryStart(in ConvolutionShape s, int channel, int unfoldedRow, out int start)
        {
            int rows = RowsOf(s), row = s.Stride == 1 ? unfoldedRow - s.Padding : unfoldedRow % rows * s.Stride + unfoldedRow / rows - s.Padding;
            start = (channel * s.Height + row) * s.Width + _left + First * s.Stride;
            return row >= 0 && row < s.Height && Count > 0;
        }
    }
}
