namespace Inkling.Digits.Imaging;

/// <summary>
/// The brightness that the bare paper has, or would have, at every pixel: light that falls off, shadows and their edges are in it, the
/// writing is not.
/// </summary>
internal static class PaperLevel
{
    /// <summary>The longer side of the copy on which the paper is estimated.</summary>
    private const int Side = 160;

    /// <summary>A seventh of the picture either way, so that a stroke must be wider than two sevenths of it to pass for paper; a shadow
    /// must be as wide to be seen as one.</summary>
    private const int RadiusShare = 7;

    /// <param name="image">An image whose ink is darker than its paper.</param>
    /// <returns>An image of the same size.</returns>
    public static GrayImage Of(GrayImage image)
    {
        var small = AreaAverage.Reduced(image, Side);
        int radius = Math.Max(1, Math.Max(small.Width, small.Height) / RadiusShare);

        // The closing looks for the brightest pixel near by: without the median it would find the grain, or a speck of light.
        var paper = Closing.Of(LocalMedian.Of(small, radius: 1), radius);
        return new GrayImage(image.Width, image.Height, AreaAverage.ResizeToBytes(paper, image.Width, image.Height));
    }
}
