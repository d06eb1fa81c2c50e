using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A piece of ink with the places where it may be cut. More cuts are made than are right; which are is judged later.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Cuts">From its left end, which has nothing on the left, to its right end, each with no less on its left than the one before.</param>
internal sealed record CutPiece(InkPiece Piece, Cut[] Cuts)
{
    /// <summary>Narrower pieces, as a share of the line's height, are one digit at most; and so are low ones that are not wide.</summary>
    private const double LeastWidth = 0.4;
    private const double LeastHeight = 0.6;
    private const double Wide = 0.9;

    /// <summary>
    /// The most ink that a cut crosses, as a share of the line's height. With 0.35 the right cuts of 24 of 40 touching strings of held-out training digits
    /// were among all, with this of 34.
    /// </summary>
    private const double MostInk = 0.5;

    /// <summary>
    /// Two cuts differ by at least so many pixels, as a share of the square of the line's height. A third of it gives three times as many candidates, and the
    /// right cuts of 35 of those 40 strings.
    /// </summary>
    private const double LeastPart = 0.012;

    /// <summary>A piece that is not cut.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ink">The image it is in.</param>
    public static CutPiece Whole(InkPiece piece, GrayImage ink) => new(piece, [Left(piece, ink), Right(piece, ink)]);

    /// <summary>A piece with all its cuts.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ink">The image it is in.</param>
    /// <param name="lineHeight">How high the digits of its line are.</param>
    public static CutPiece Of(InkPiece piece, GrayImage ink, double lineHeight)
    {
        if (piece.Box.Width < (piece.Box.Height < LeastHeight * lineHeight ? Wide : LeastWidth) * lineHeight)
            return Whole(piece, ink);

        double most = MostInk * lineHeight, least = Math.Max(1, LeastPart * lineHeight * lineHeight);
        List<Cut> cuts = [Left(piece, ink), Right(piece, ink)];
        var all = StrokeSeams.Through(piece, ink, lineHeight, most).Concat(SlantedSeams.Through(piece, ink, lineHeight).Where(cut => cut.Ink <= most));
        foreach (var cut in all.OrderBy(cut => cut.Ink))
        {
            if (cuts.TrueForAll(other => cut.Left.CountWithout(other.Left) + other.Left.CountWithout(cut.Left) >= least))
                cuts.Add(cut);
        }

        return new(piece, [.. cuts.OrderBy(cut => cut.Left.Count)]);
    }

    private static Cut Left(InkPiece piece, GrayImage ink) => new(piece, ink.Width, ink: 0, _ => false);

    private static Cut Right(InkPiece piece, GrayImage ink) => new(piece, ink.Width, ink: 0, _ => true);
}
