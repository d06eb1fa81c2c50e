namespace Inkling.Lines;

/// <summary>Scales gray images: between four pixels where they grow, over all the pixels that one covers where they shrink.</summary>
/// <remarks>Separable, with a filter in the form of a tent as wide as a pixel of the coarser of the two images. Without state.</remarks>
internal static class Resampling
{
    /// <summary>Scales a part of an image.</summary>
    /// <param name="source">The image, row by row.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="left">The part's first column; it may lie between two pixels or outside, where the nearest pixel is repeated.</param>
    /// <param name="top">The part's first row.</param>
    /// <param name="width">The part's columns.</param>
    /// <param name="height">The part's rows.</param>
    /// <param name="result">Overwritten, row by row.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <exception cref="ArgumentException">An extent is not positive, or the result is no whole number of rows.</exception>
    public static void Scale(ReadOnlySpan<byte> source, int stride, float left, float top, float width, float height, Span<byte> result, int columns)
    {
        if (stride < 1 || source.Length < stride || !(width > 0f) || !(height > 0f) || columns < 1 || result.Length % columns != 0)
            throw new ArgumentException($"scaling: expected positive extents, got {width}×{height} of rows of {stride} to {result.Length} values in rows of {columns}");

        int rows = result.Length / columns, sourceRows = source.Length / stride;
        var across = Taps.Of(left, width, columns, stride);
        var down = Taps.Of(top, height, rows, sourceRows);
        var narrow = new float[sourceRows * columns];
        var (first, end) = (down.First.Min(), Math.Min(sourceRows, down.First.Max() + down.Count));
        for (int y = first; y < end; y++)
        {
            var row = source.Slice(y * stride, stride);
            for (int x = 0; x < columns; x++)
            {
                float sum = 0f;
                int from = across.First[x], count = Math.Min(across.Count, stride - from);
                var weights = across.Weights.AsSpan(x * across.Count, count);
                var pixels = row.Slice(from, count);
                for (int i = 0; i < weights.Length; i++)
                    sum += weights[i] * pixels[i];
                narrow[(y * columns) + x] = sum;
            }
        }

        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                float sum = 0f;
                for (int i = 0; i < down.Count; i++)
                    sum += down.Weights[(y * down.Count) + i] * narrow[(Math.Min(down.First[y] + i, sourceRows - 1) * columns) + x];
                result[(y * columns) + x] = (byte)Math.Clamp(sum + 0.5f, 0f, 255f);
            }
        }
    }

    /// <summary>Which pixels of a line of <c>n</c> each result is a mean of, and what they count; behind the end of the line nothing.</summary>
    private readonly record struct Taps(int Count, int[] First, float[] Weights)
    {
        public static Taps Of(float start, float extent, int results, int n)
        {
            float step = extent / results, radius = Math.Max(1f, step);
            int count = (int)MathF.Ceiling(2f * radius) + 1;
            var (first, weights) = (new int[results], new float[results * count]);
            for (int r = 0; r < results; r++)
            {
                float centre = start + ((r + 0.5f) * step) - 0.5f;
                int from = (int)MathF.Floor(centre - radius) + 1;
                first[r] = Math.Clamp(from, 0, n - 1);
                float sum = 0f;
                var of = weights.AsSpan(r * count, count);
                for (int i = 0; i < count; i++)
                {
                    // What lies outside counts for the nearest pixel.
                    float weight = Math.Max(0f, 1f - (Math.Abs(from + i - centre) / radius));
                    int at = Math.Clamp(Math.Clamp(from + i, 0, n - 1) - first[r], 0, count - 1);
                    of[at] += weight;
                    sum += weight;
                }

                for (int i = 0; i < count; i++)
                    of[i] /= sum;
            }

            return new(count, first, weights);
        }
    }
}
