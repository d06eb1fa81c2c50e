namespace Inkling.Digits.Imaging;

/// <summary>
/// Evens the light on light writing on something dark, such as chalk on a board. Light multiplies what both give back, so that the writing stands out
/// less where it is weak; on light paper that needs no mending, since there ink is measured as a share of the paper.
/// </summary>
internal static class BoardLight
{
    /// <summary>A board that gives back less, in levels of 0 to 255, says nothing about the light: the black of a screen, or around a cut-out digit.</summary>
    private const int LeastLevel = 32;

    /// <summary>The image as if all of it were lit like its brightest part.</summary>
    /// <param name="image">An image whose writing is lighter than what it is on. In one as small as a digit's field there is too little else to see the light by.</param>
    public static GrayImage Evened(GrayImage image)
    {
        if (Math.Max(image.Width, image.Height) <= NormalizedDigit.Size)
            return image;

        var board = PaperLevel.Of(image.Inverted()).Inverted();
        ReadOnlySpan<byte> pixels = image.Pixels.Span, levels = board.Pixels.Span;
        var counts = new long[256];
        foreach (byte level in levels)
            counts[level]++;
        int brightest = Array.FindLastIndex(counts, count => count > 0);
        if (new BrightnessClass(counts, 0, 255).Median() < LeastLevel)
            return image;

        var evened = new byte[pixels.Length];
        for (int i = 0; i < evened.Length; i++)
            evened[i] = (byte)Math.Min(255, pixels[i] * brightest / Math.Max((byte)1, levels[i]));
        return new GrayImage(image.Width, image.Height, evened);
    }
}
