using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>A part of an image that is shown to the reader as a line.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Slope">How many rows the line falls for each column to the right, about the middle of the box.</param>
internal readonly record struct LinePart(PixelBox Box, double Slope = 0)
{
    /// <summary>The whole of an image.</summary>
    public static LinePart Of(GrayImage image) => new(new(0, 0, image.Width, image.Height));

    /// <summary>
    /// The same line with about a tenth of its height less above, below or all around it, or more: another look at it, since the network then sees every digit on other
    /// pixels.
    /// </summary>
    public IEnumerable<LinePart> Alike()
    {
        int less = (int)Math.Round(Box.Height / 14.0), much = (int)Math.Round(Box.Height / 10.0);
        return [Within(less, much, less, 0), Within(0, 0, 0, much), Within(less, less, less, less), Within(-much, -much, -much, -much)];
    }

    public LinePart MovedBy(int right, int down) => this with { Box = new(Box.X + right, Box.Y + down, Box.Width, Box.Height) };

    private LinePart Within(int left, int top, int right, int bottom) => this with
    {
        Box = new(Box.X + left, Box.Y + top, Math.Max(1, Box.Width - left - right), Math.Max(1, Box.Height - top - bottom)),
    };

    /// <summary>How far the line has fallen at a column of the box.</summary>
    public int FallAt(double column) => (int)Math.Round(Slope * (column - (Box.Width / 2.0)));
}
