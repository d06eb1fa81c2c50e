using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A cut through a piece of ink from top to bottom, or one of its two ends.</summary>
internal sealed class Cut
{
    /// <param name="piece">The piece.</param>
    /// <param name="imageWidth">The width of the image it is in.</param>
    /// <param name="ink">The ink it crosses, in pixels of full ink; 0 at an end of the piece, where nothing has to be cut.</param>
    /// <param name="isLeft">Whether a pixel, given by its place in the image, is on the left of it.</param>
    public Cut(InkPiece piece, int imageWidth, double ink, Func<int, bool> isLeft)
    {
        Left = new(piece.Pixels.Count, i => isLeft(piece.Pixels[i]));
        Ink = ink;
        (RightStart, LeftEnd) = (piece.Box.X + piece.Box.Width, piece.Box.X - 1);
        for (int i = 0; i < piece.Pixels.Count; i++)
        {
            int x = piece.Pixels[i] % imageWidth;
            if (Left[i])
                LeftEnd = Math.Max(LeftEnd, x);
            else
                RightStart = Math.Min(RightStart, x);
        }
    }

    /// <summary>The pixels on the left of it.</summary>
    public PixelSet Left { get; }

    /// <summary>The ink it crosses, with what it wanders on its way, in pixels of full ink; 0 at an end of the piece, where nothing has to be cut.</summary>
    public double Ink { get; }

    /// <summary>The last column with ink on the left of it.</summary>
    public int LeftEnd { get; }

    /// <summary>The first column with ink on the right of it.</summary>
    public int RightStart { get; }

    /// <summary>Whether ink has to be cut.</summary>
    public bool IsThroughInk => Ink > 0;
}
