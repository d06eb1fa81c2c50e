using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>An image turned clockwise by quarters, and the way back for what is found on it.</summary>
/// <param name="Image">As it was.</param>
/// <param name="Quarters">How often it is turned: 1 to 3.</param>
internal readonly record struct QuarterTurn(GrayImage Image, int Quarters)
{
    private const int DegreesOfQuarter = 90;

    public int Degrees => DegreesOfQuarter * Quarters;

    /// <summary>The turned image.</summary>
    public GrayImage Turned() => Orientation.Upright(Image.Width, Image.Height, Image.Pixels.ToArray(), Quarters switch
    {
        1 => SKEncodedOrigin.RightTop,
        2 => SKEncodedOrigin.BottomRight,
        _ => SKEncodedOrigin.LeftBottom,
    }).AsReduction(Image.Reduction, []);

    /// <summary>Where a box of the turned image lies on the image as it was, both in pixels of the file.</summary>
    public PixelBox Back(PixelBox box)
    {
        int width = Image.Width * Image.Reduction, height = Image.Height * Image.Reduction;
        return Quarters switch
        {
            1 => new(box.Y, height - box.X - box.Width, box.Height, box.Width),
            2 => new(width - box.X - box.Width, height - box.Y - box.Height, box.Width, box.Height),
            _ => new(width - box.Y - box.Height, box.X, box.Height, box.Width),
        };
    }
}
