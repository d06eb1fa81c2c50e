using Inkling.Lines;

namespace Inkling.Data.Lines;

/// <summary>
/// Lines of digits, composed while they are read: digits of a collection and of the synthetic pen, in the spacings, sizes and slants of people, with what
/// stands between and behind them, on the papers and in the light in which they are found.
/// </summary>
/// <remarks>
/// A line is 32 rows of bytes, 0 paper to 255 ink, in the form in which a reader of lines sees it; its <see cref="Sample.Labels"/> are the classes of
/// <see cref="ClassNames"/> from left to right. Each is a pure function of digits, seed, pass and index.
/// </remarks>
public static class WrittenLines
{
    private const int LinesOfABlock = 16; // what a worker takes at once

    /// <summary>The ten digits, and the class of all other signs, of which several in a row are one.</summary>
    public static IReadOnlyList<string> ClassNames => LineStrip.ClassNames;

    /// <summary>Rows of a line.</summary>
    public static int Height => LineStrip.Height;

    /// <summary>Most labels of a line.</summary>
    public const int MaxLabels = 32;

    /// <summary>A reader of lines.</summary>
    /// <param name="digits">Digits of 28×28, 0 paper to 255 ink, labelled 0 to 9. They are read when the first line is asked for, and kept.</param>
    /// <param name="count">Lines of a pass.</param>
    /// <param name="seed">Another seed, other lines.</param>
    /// <param name="width">Columns of a strip.</param>
    /// <param name="workers">Threads that compose at once.</param>
    /// <param name="varies">Whether every pass has other lines.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Reader<Sample> Read(Reader<Sample> digits, int count, int seed, int width, int workers = 1, bool varies = true)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LineStrip.Height);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var kept = new MadeOnce<Sample[]>(() => [.. digits.Read()]);
        var family = ((ulong)(uint)seed << 1) ^ 0x4C494E45;
        return new(pass => Pass(kept.Value, count, family, width, workers, varies ? pass : 0), count);
    }

    private static IEnumerable<Sample> Pass(Sample[] digits, int count, ulong family, int width, int workers, int pass)
    {
        using var composers = new ThreadLocal<LineComposer>(() => new(digits, width));
        var blocks = new Reader<int>(_ => Enumerable.Range(0, (count + LinesOfABlock - 1) / LinesOfABlock));
        foreach (var block in blocks.XMap(Compose, workers, buffer: 2 * workers).Read())
        {
            foreach (var line in block)
                yield return line;
        }

        Sample[] Compose(int block)
        {
            int first = block * LinesOfABlock;
            return [.. Enumerable.Range(first, Math.Min(LinesOfABlock, count - first)).Select(i => composers.Value!.Compose(family, ((long)pass * count) + i))];
        }
    }
}
