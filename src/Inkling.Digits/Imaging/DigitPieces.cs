namespace Inkling.Digits.Imaging;

/// <summary>Chooses, among all pieces of ink in an image of one digit, those that are the digit.</summary>
internal static class DigitPieces
{
    /// <summary>A piece that a side of the image cuts is likely a neighbour, a hand or the edge of the sheet: each side that it touches
    /// divides its weight by this.</summary>
    private const double CutByBorder = 4;

    /// <summary>A piece of less than this share of the digit's weight is a speck.</summary>
    private const double Speck = 0.01;

    /// <summary>A piece fainter than this share of the digit's strength is shade.</summary>
    private const double Shade = 0.5;

    /// <summary>How far from the digit its parts may stand, as a share of its longer side.</summary>
    private const double JoiningGap = 0.2;

    /// <summary>The heaviest piece and, one after the other, the pieces near what has been found, none when there is no ink.</summary>
    public static List<InkPiece> Choose(List<InkPiece> pieces)
    {
        var digit = new List<InkPiece>();
        if (pieces.MaxBy(piece => piece.Weight / Math.Pow(CutByBorder, piece.SidesTouched)) is not { } main)
            return digit;

        digit.Add(main);
        var others = pieces.FindAll(piece => piece != main && CanBelongTo(piece, main));
        var box = main.Box;
        while (others.FindIndex(piece => IsNear(piece.Box, box)) is >= 0 and var next)
        {
            digit.Add(others[next]);
            box = box.Union(others[next].Box);
            others.RemoveAt(next);
        }

        return digit;
    }

    private static bool CanBelongTo(InkPiece piece, InkPiece main) =>
        piece.Weight >= Speck * main.Weight && piece.Strength >= Shade * main.Strength && (piece.SidesTouched == 0 || main.SidesTouched > 0);

    private static bool IsNear(PixelBox piece, PixelBox digit) =>
        InkPiece.Gap(piece, digit) <= JoiningGap * Math.Max(digit.Width, digit.Height);
}
