namespace Inkling.Digits.Imaging;

/// <summary>Decides whether the paper is the lighter or the darker part of an image.</summary>
internal static class PaperSide
{
    /// <summary>The share of the border that must lie on one side of the threshold to say what the paper is.</summary>
    private const double EvenBorder = 0.95;

    /// <summary>The longer side of the copy on which the surroundings of every pixel are looked at.</summary>
    private const int Side = 80;

    /// <summary>Added to both sides of a ratio, lest the grain of black counts.</summary>
    private const double Faintest = 8;

    /// <summary>
    /// The paper is what nearly all of the border and most of the image show. Where the light is so uneven that these say nothing, a pixel
    /// is compared with the median around it: paper is about as bright as its surroundings, and what differs most from them is the ink.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="threshold">The highest level of the darker of its two classes of brightness.</param>
    public static Polarity Find(GrayImage image, int threshold)
    {
        double border = LightShareOfBorder(image, threshold), whole = LightShare(image.Pixels.Span, threshold);
        return (border, whole) switch
        {
            ( >= EvenBorder, >= 0.5) => Polarity.DarkOnLight,
            ( <= 1 - EvenBorder, < 0.5) => Polarity.LightOnDark,
            _ => FromSurroundings(image),
        };
    }

    private static Polarity FromSurroundings(GrayImage image)
    {
        var small = AreaAverage.Reduced(image, Side);
        var around = LocalMedian.Of(small, Math.Max(1, Math.Max(small.Width, small.Height) / 7));
        ReadOnlySpan<byte> pixels = small.Pixels.Span, medians = around.Pixels.Span;

        // Ratios, because shade takes its share of ink and paper alike; of them the third power: few pixels that differ much, as ink does,
        // count for more than many that differ little, as shade does.
        double balance = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            double ratio = Math.Log((pixels[i] + Faintest) / (medians[i] + Faintest));
            balance += ratio * ratio * ratio;
        }

        return balance <= 0 ? Polarity.DarkOnLight : Polarity.LightOnDark;
    }

    private static double LightShareOfBorder(GrayImage image, int threshold)
    {
        long light = Light(image.Row(0), threshold) + Light(image.Row(image.Height - 1), threshold);
        for (int y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            light += (row[0] > threshold ? 1 : 0) + (row[^1] > threshold ? 1 : 0);
        }

        return light / (2.0 * (image.Width + image.Height));
    }

    private static double LightShare(ReadOnlySpan<byte> pixels, int threshold) => Light(pixels, threshold) / (double)pixels.Length;

    private static long Light(ReadOnlySpan<byte> pixels, int threshold)
    {
        long count = 0;
        foreach (byte pixel in pixels)
            count += pixel > threshold ? 1 : 0;
        return count;
    }
}
