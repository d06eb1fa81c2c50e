namespace Inkling.Digits.Imaging;

/// <summary>
/// The gray closing by a square: dark parts into which the square does not fit take the brightness of their surroundings, all else, the
/// edge of a wide dark part included, stays.
/// </summary>
internal static class Closing
{
    /// <param name="image">The image.</param>
    /// <param name="radius">The square has 2 · radius + 1 pixels a side; what of it lies outside the image does not count.</param>
    public static GrayImage Of(GrayImage image, int radius)
    {
        int width = image.Width, height = image.Height;
        var pixels = image.Pixels.ToArray();
        foreach (bool brightest in (bool[])[true, false])
        {
            for (int y = 0; y < height; y++)
                Extremes(pixels.AsSpan(y * width), width, 1, radius, brightest);
            for (int x = 0; x < width; x++)
                Extremes(pixels.AsSpan(x), height, width, radius, brightest);
        }

        return new GrayImage(width, height, pixels);
    }

    /// <summary>Replaces every pixel of a row or column by the brightest or darkest within the radius.</summary>
    private static void Extremes(Span<byte> line, int length, int step, int radius, bool brightest)
    {
        Span<byte> old = stackalloc byte[length];
        for (int i = 0; i < length; i++)
            old[i] = line[i * step];

        for (int i = 0; i < length; i++)
        {
            int first = Math.Max(0, i - radius), last = Math.Min(length - 1, i + radius);
            byte extreme = old[first];
            foreach (byte value in old[first..(last + 1)])
                extreme = brightest ? Math.Max(extreme, value) : Math.Min(extreme, value);
            line[i * step] = extreme;
        }
    }
}
