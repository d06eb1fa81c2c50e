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
            var rows = new RunningExtreme(width, radius, brightest);
            for (int y = 0; y < height; y++)
                rows.Replace(pixels.AsSpan(y * width), step: 1);
            var columns = new RunningExtreme(height, radius, brightest);
            for (int x = 0; x < width; x++)
                columns.Replace(pixels.AsSpan(x), step: width);
        }

        return new GrayImage(width, height, pixels);
    }
}
