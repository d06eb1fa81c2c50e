using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>Turns stored pixels upright, as the orientation tag (EXIF 0x0112) asks.</summary>
internal static class Orientation
{
    /// <param name="width">Stored columns.</param>
    /// <param name="height">Stored rows.</param>
    /// <param name="stored">Width · height bytes; taken over where nothing is to be turned.</param>
    /// <param name="origin">Where the stored first row and first column belong: <c>RightTop</c> says that the first row is the right side
    /// and the first column the top.</param>
    public static GrayImage Upright(int width, int height, byte[] stored, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft)
            return new GrayImage(width, height, stored);

        // The stored pixel of the upright (x, y) is at start + x·stepX + y·stepY.
        int last = stored.Length - 1;
        var (start, stepX, stepY) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1, -1, width),
            SKEncodedOrigin.BottomRight => (last, -1, -width),
            SKEncodedOrigin.BottomLeft => (last - (width - 1), 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (last - (width - 1), -width, 1),
            SKEncodedOrigin.RightBottom => (last, -width, -1),
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1),
            _ => (0, 1, width),
        };
        bool sidesSwap = origin >= SKEncodedOrigin.LeftTop;
        int uprightWidth = sidesSwap ? height : width, uprightHeight = sidesSwap ? width : height;

        var upright = new byte[stored.Length];
        for (int y = 0, target = 0; y < uprightHeight; y++)
        {
            for (int x = 0, source = start + (y * stepY); x < uprightWidth; x++, source += stepX)
                upright[target++] = stored[source];
        }

        return new GrayImage(uprightWidth, uprightHeight, upright);
    }
}
