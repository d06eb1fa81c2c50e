namespace Inkling.Digits.Imaging;

/// <summary>
/// The median of the square around every pixel. It keeps straight edges, as those of a shadow, where an average would blur them.
/// </summary>
/// <remarks>
/// A histogram slides along each row, one column of the square in and one out (T. Huang, G. Yang, G. Tang, "A fast two-dimensional median
/// filtering algorithm", 1979): 2 · radius + 1 additions a pixel.
/// </remarks>
internal static class LocalMedian
{
    /// <param name="image">The image.</param>
    /// <param name="radius">The square has 2 · radius + 1 pixels a side; at the border, what of it lies in the image counts.</param>
    public static GrayImage Of(GrayImage image, int radius)
    {
        var medians = new byte[image.Width * image.Height];
        for (int y = 0; y < image.Height; y++)
        {
            int top = Math.Max(0, y - radius), bottom = Math.Min(image.Height - 1, y + radius);
            var window = new Window();
            for (int x = 0; x < Math.Min(radius, image.Width); x++)
                AddColumn(image, x, top, bottom, ref window, 1);

            for (int x = 0; x < image.Width; x++)
            {
                if (x + radius < image.Width)
                    AddColumn(image, x + radius, top, bottom, ref window, 1);
                if (x - radius > 0)
                    AddColumn(image, x - radius - 1, top, bottom, ref window, -1);
                medians[(y * image.Width) + x] = window.Median();
            }
        }

        return new GrayImage(image.Width, image.Height, medians);
    }

    private static void AddColumn(GrayImage image, int x, int top, int bottom, ref Window window, int sign)
    {
        var pixels = image.Pixels.Span;
        for (int y = top; y <= bottom; y++)
            window.Add(pixels[(y * image.Width) + x], sign);
    }

    /// <summary>The histogram of a square, and the median it had last: the next one is near.</summary>
    private struct Window
    {
        private readonly int[] _counts = new int[256];
        private int _count;
        private int _below;
        private int _median;

        public Window()
        {
        }

        public void Add(byte level, int sign)
        {
            _counts[level] += sign;
            _count += sign;
            if (level < _median)
                _below += sign;
        }

        public byte Median()
        {
            while (2 * _below > _count)
                _below -= _counts[--_median];
            while (2 * (_below + _counts[_median]) < _count)
                _below += _counts[_median++];
            return (byte)_median;
        }
    }
}
