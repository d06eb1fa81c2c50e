namespace Inkling.Digits.Imaging;

/// <summary>Turns brightness into ink: an image of 0 paper to 255 black on white (or white on black).</summary>
internal static class InkImage
{
    /// <summary>
    /// The ink of a pixel is its distance from the paper's level (the median of the paper class), on the ink's side. Where the paper is
    /// grainy, three standard deviations of the grain are taken off first, though never more than a quarter of the way to the ink; soft
    /// edges stay soft. Full contrast in gives full contrast out; nothing is stretched here.
    /// </summary>
    public static GrayImage Of(GrayImage image, InkAndPaper levels)
    {
        int sign = levels.Polarity is Polarity.DarkOnLight ? -1 : 1;
        int paper = levels.Paper.Median();
        double grain = 3 * 1.4826 * levels.Paper.MedianDistance(paper);
        int floor = (int)Math.Min(grain, Math.Abs(levels.Ink.Mean - paper) / 4);

        Span<byte> inkOfLevel = stackalloc byte[256];
        for (int level = 0; level < 256; level++)
            inkOfLevel[level] = (byte)Math.Max(0, (sign * (level - paper)) - floor);

        var source = image.Pixels.Span;
        var ink = new byte[source.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = inkOfLevel[source[i]];
        return new GrayImage(image.Width, image.Height, ink);
    }

    /// <summary>The smallest box around every pixel of more ink than <paramref name="least"/>; empty when there is none.</summary>
    public static PixelBox Box(GrayImage ink, int least)
    {
        int left = ink.Width, right = -1, top = -1, bottom = -1;
        for (int y = 0; y < ink.Height; y++)
        {
            var row = ink.Row(y);
            int first = row.IndexOfAnyExceptInRange((byte)0, (byte)least);
            if (first < 0)
                continue;

            top = top < 0 ? y : top;
            bottom = y;
            left = Math.Min(left, first);
            right = Math.Max(right, row.LastIndexOfAnyExceptInRange((byte)0, (byte)least));
        }

        return bottom < 0 ? default : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }
}
