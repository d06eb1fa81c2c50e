using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>All strokes of a sheet that may belong to digits.</summary>
/// <param name="Pieces">The pieces that hang together, from top to bottom.</param>
/// <param name="DigitHeight">How high the digits are, as a guess: half of the ink is in pieces that are higher; 0 when nothing is written.</param>
internal sealed record PageStrokes(List<InkPiece> Pieces, int DigitHeight)
{
    /// <summary>Pieces of less than this share of the heaviest say nothing about how dark the ink is.</summary>
    private const double Heavy = 0.1;

    /// <summary>A piece fainter than this share of the strongest is shade.</summary>
    private const double Shade = 0.5;

    public static PageStrokes Of(RelativeInk sheet)
    {
        int least = Math.Max(WrittenDigit.LeastInk, sheet.Grain);
        var marks = PixelMask.Above(sheet.Ink, least);
        var lines = StraightLines.Find(marks);
        var heavy = InkPiece.In(marks.Without(lines), sheet.Ink);
        double most = heavy.Select(piece => piece.Weight).DefaultIfEmpty().Max();
        heavy.RemoveAll(piece => piece.Weight < Heavy * most);
        int full = WrittenDigit.FullInk(heavy, sheet.Ink);

        int threshold = Math.Max(least, (int)(WrittenDigit.Written * full));
        var pieces = InkPiece.In(PixelMask.Above(sheet.Ink, threshold).Without(lines), sheet.Ink);
        double strongest = pieces.Where(piece => piece.Weight >= Heavy * most).Select(piece => piece.Strength).DefaultIfEmpty().Max();
        int leastPixels = WrittenDigit.LeastPixels(sheet.Ink);
        pieces.RemoveAll(piece => piece.Strength < Shade * strongest || (piece.SidesTouched > 0 && piece.Strength < WrittenDigit.LeastInkAtBorder));
        return pieces.Sum(piece => piece.Pixels.Count) < leastPixels
            ? new PageStrokes([], 0)
            : new PageStrokes(pieces, MedianHeight(pieces));
    }

    private static int MedianHeight(List<InkPiece> pieces)
    {
        var byHeight = pieces.OrderBy(piece => piece.Box.Height).ToList();
        double half = byHeight.Sum(piece => piece.Pixels.Count) / 2.0;
        return byHeight.First(piece => (half -= piece.Pixels.Count) <= 0).Box.Height;
    }
}
