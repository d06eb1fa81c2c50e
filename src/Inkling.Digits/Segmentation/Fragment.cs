using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A part of the ink that belongs to one digit as a whole: a piece that hangs together, or what lies between two cuts of it.</summary>
/// <param name="Pixels">The places of its pixels, y · width + x.</param>
/// <param name="Box">The smallest box around them.</param>
/// <param name="CutInk">The ink that the cut on its left crosses, in pixels; 0 where nothing had to be cut.</param>
/// <param name="PieceWidth">How wide the piece is that it was cut from, in pixels.</param>
internal sealed record Fragment(List<int> Pixels, PixelBox Box, double CutInk, int PieceWidth)
{
    /// <summary>A piece as it is.</summary>
    public static Fragment Of(InkPiece piece) => new(piece.Pixels, piece.Box, CutInk: 0, piece.Box.Width);

    /// <summary>What lies between two cuts.</summary>
    public static Fragment Of(List<int> pixels, int imageWidth, double cutInk, int pieceWidth)
    {
        int left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0;
        foreach (int pixel in pixels)
        {
            var (y, x) = Math.DivRem(pixel, imageWidth);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        return new Fragment(pixels, new PixelBox(left, top, right - left + 1, bottom - top + 1), cutInk, pieceWidth);
    }
}
