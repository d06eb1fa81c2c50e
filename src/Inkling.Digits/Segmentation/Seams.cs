using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>
/// Cuts a piece of ink from top to bottom wherever two digits might touch: along the paths that cross the least ink (seams, S. Avidan, A. Shamir,
/// "Seam carving for content-aware image resizing", 2007). More cuts are made than are right; which are is judged later.
/// </summary>
internal static class Seams
{
    /// <summary>Narrower pieces, as a share of the line's height, are one digit at most; and so are low ones that are not wide.</summary>
    private const double LeastWidth = 0.4;
    private const double LeastHeight = 0.6;
    private const double Wide = 0.9;

    /// <summary>How far apart cuts are, and how far from the sides, as a share of the line's height.</summary>
    private const double Spacing = 0.03;

    /// <summary>How far to either side a seam may wander, as a share of the line's height.</summary>
    private const double Wandering = 0.1;

    /// <summary>What a step to the side costs, in pixels of full ink: straight cuts are preferred.</summary>
    private const double SideStep = 0.8;

    /// <summary>Cuts to every height of the line's that the piece is wide.</summary>
    private const double MostPerHeight = 20;

    /// <summary>The fragments of a piece, from left to right: the piece itself where there is no place to cut.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ink">The image it is in.</param>
    /// <param name="lineHeight">How high the digits of its line are.</param>
    public static List<Fragment> Cut(InkPiece piece, GrayImage ink, double lineHeight)
    {
        var box = piece.Box;
        if (box.Width < (box.Height < LeastHeight * lineHeight ? Wide : LeastWidth) * lineHeight)
            return [Fragment.Of(piece)];

        var local = Local(piece, ink);
        int step = Math.Max(1, (int)(lineHeight / 24)), margin = Math.Max(2, (int)(Spacing * lineHeight)), band = Math.Max(1, (int)(Wandering * lineHeight));
        var seams = new List<Seam>();
        for (int x = margin; x <= box.Width - margin; x += step)
            seams.Add(Seam.Through(local, box.Width, x, band, SideStep));

        var chosen = Best(seams, (int)Math.Ceiling(MostPerHeight * box.Width / lineHeight), margin);
        return chosen.Count == 0 ? [Fragment.Of(piece)] : Between(piece, chosen, ink.Width);
    }

    private static double[] Local(InkPiece piece, GrayImage ink)
    {
        var local = new double[piece.Box.Width * piece.Box.Height];
        foreach (int pixel in piece.Pixels)
        {
            var (y, x) = Math.DivRem(pixel, ink.Width);
            local[((y - piece.Box.Y) * piece.Box.Width) + x - piece.Box.X] = ink.Pixels.Span[pixel] / 255.0;
        }

        return local;
    }

    /// <summary>The cheapest seams that keep their distance, from left to right.</summary>
    private static List<Seam> Best(List<Seam> seams, int most, int distance)
    {
        var chosen = new List<Seam>();
        foreach (var seam in seams.OrderBy(seam => seam.Cost))
        {
            if (chosen.Count < most && chosen.TrueForAll(other => Math.Abs(other.Middle - seam.Middle) >= distance))
                chosen.Add(seam);
        }

        chosen.Sort((a, b) => a.Middle.CompareTo(b.Middle));
        return chosen;
    }

    private static List<Fragment> Between(InkPiece piece, List<Seam> seams, int imageWidth)
    {
        var parts = new List<int>[seams.Count + 1];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = [];
        foreach (int pixel in piece.Pixels)
        {
            var (y, x) = Math.DivRem(pixel, imageWidth);
            int left = seams.Count(seam => seam.Columns[y - piece.Box.Y] <= x - piece.Box.X);
            parts[left].Add(pixel);
        }

        return
        [
            .. parts.Select((pixels, i) => (Pixels: pixels, CutInk: i == 0 ? 0 : seams[i - 1].Cost))
                .Where(part => part.Pixels.Count > 0)
                .Select(part => Fragment.Of(part.Pixels, imageWidth, part.CutInk, piece.Box.Width)),
        ];
    }
}
