using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>A part of an image that is shown to the reader as a line.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Slope">How many rows the line falls for each column to the right, about the middle of the box.</param>
internal readonly record struct LinePart(PixelBox Box, double Slope = 0)
{
    /// <summary>The whole of an image.</summary>
    public static LinePart Of(GrayImage image) => new(new(0, 0, image.Width, image.Height));

    public LinePart MovedBy(int right, int down) => this with { Box = new(Box.X + right, Box.Y + down, Box.Width, Box.Height) };

    /// <summary>How far the line has fallen at a column of the box.</summary>
    public int FallAt(double column) => (int)Math.Round(Slope * (column - (Box.Width / 2.0)));
}
