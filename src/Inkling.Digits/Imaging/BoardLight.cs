namespace Inkling.Digits.Imaging;

/// <summary>
/// Evens the light on light writing on something dark, such as chalk on a board. Light multiplies what both give back, so that the writing stands out
/// less where it is weak; on light paper that needs no mending, since there ink is measured as a share of the paper.
/// </summary>
internal static class BoardLight
{
    /// <summary>
    /// Added to the brightness of the board before its shares are taken, in levels of 0 to 255. A black that gives back hardly any light, as a
    /// screen's, says nothing about the light.
    /// </summary>
    private const int Dark = 12;

    /// <summary>The image as if all of it were lit like its brightest part.</summary>
    /// <param name="image">An image whose writing is lighter than what it is on.</param>
    public static GrayImage Evened(GrayImage image)
    {
        var board = PaperLevel.Of(image.Inverted()).Inverted();
        ReadOnlySpan<byte> pixels = image.Pixels.Span, levels = board.Pixels.Span;
        int brightest = 0;
        foreach (byte level in levels)
            brightest = Math.Max(brightest, level);

        var evened = new byte[pixels.Length];
        for (int i = 0; i < evened.Length; i++)
            evened[i] = (byte)Math.Min(255, pixels[i] * (brightest + Dark) / (levels[i] + Dark));
        return new GrayImage(image.Width, image.Height, evened);
    }
}
