using System.Globalization;

namespace Inkling.Lines;

/// <summary>The form in which a network reads a line of writing: 32 rows, gray values stretched between paper and ink.</summary>
/// <remarks>
/// Composing and recognising bring lines into it by the same code, which is compiled into both libraries, so that neither needs the other. Without state: any thread may
/// call it at any time.
/// </remarks>
internal static class LineStrip
{
    /// <summary>Rows of a strip.</summary>
    public const int Height = 32;

    /// <summary>How high the lowest digits are that are learned from, in rows of the strip: a line of lower ones is not shown to the network as a whole.</summary>
    public const int LowestDigit = 10;

    /// <summary>What is told apart: the ten digits, and the class of all other signs, of which several in a row are one.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture)), "other"];

    /// <summary>This part of the pixels on each side of the histogram does not count: single pixels say nothing about paper and ink.</summary>
    private const double Outliers = 0.004;

    /// <summary>Paper and ink closer to each other than so many levels are not torn further apart: that would blow up the grain of an empty sheet.</summary>
    private const int LeastContrast = 12;

    /// <summary>
    /// Stretches gray values so that the paper becomes 0 and the ink 255. The paper is the side on which the median lies: most of a line is paper.
    /// Where that errs, as with a broad pen in a narrow cut, the strip comes out with paper and ink exchanged, and the network has learned to read that.
    /// </summary>
    /// <param name="gray">The line, 32 rows, row by row; 0 black to 255 white.</param>
    /// <param name="width">Columns of the line.</param>
    /// <param name="strip">Overwritten: 32 rows; columns beyond the line become paper.</param>
    /// <exception cref="ArgumentException">The lengths do not fit 32 rows, or the strip is narrower than the line.</exception>
    public static void Stretch(ReadOnlySpan<byte> gray, int width, Span<byte> strip)
    {
        int stripWidth = strip.Length / Height;
        if (gray.Length != Height * width || strip.Length != Height * stripWidth || stripWidth < width)
            throw new ArgumentException($"line strip: expected {Height} rows of {width} columns and a strip at least as wide, got {gray.Length} and {strip.Length} bytes");

        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte level in gray)
            counts[level]++;
        int dark = Level(counts, (int)(Outliers * gray.Length)), light = Level(counts, (int)((1 - Outliers) * gray.Length)), median = Level(counts, gray.Length / 2);
        bool isLight = 2 * median > dark + light;
        float scale = 255f / Math.Max(LeastContrast, light - dark);

        strip.Clear();
        for (int y = 0; y < Height; y++)
        {
            var from = gray.Slice(y * width, width);
            var to = strip.Slice(y * stripWidth, width);
            for (int x = 0; x < from.Length; x++)
                to[x] = (byte)Math.Clamp((scale * (isLight ? light - from[x] : from[x] - dark)) + 0.5f, 0f, 255f);
        }
    }

    /// <summary>The level that so many pixels are below.</summary>
    private static int Level(ReadOnlySpan<int> counts, int below)
    {
        int level = 0;
        for (int seen = counts[0]; seen <= below && level < 255; seen += counts[level])
            level++;
        return level;
    }
}
