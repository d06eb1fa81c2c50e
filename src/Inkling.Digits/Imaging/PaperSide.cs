namespace Inkling.Digits.Imaging;

/// <summary>Decides which of the two brightness classes is the paper.</summary>
internal static class PaperSide
{
    /// <summary>
    /// The paper is what most of the border shows; a border shared about equally (within a tenth) says nothing, and then it is what most of
    /// the image shows.
    /// </summary>
    public static Polarity Find(GrayImage image, int threshold)
    {
        double light = LightShareOfBorder(image, threshold);
        if (Math.Abs(light - 0.5) < 0.1)
            light = LightShare(image.Pixels.Span, threshold);
        return light >= 0.5 ? Polarity.DarkOnLight : Polarity.LightOnDark;
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
