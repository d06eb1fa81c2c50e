using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>
/// Cuts that go down through a piece as straight as the ink lets them, upright and leaning: along the paths that cross the least ink (seams, S. Avidan,
/// A. Shamir, "Seam carving for content-aware image resizing", 2007). They part strokes that lie side by side and have become one.
/// </summary>
internal static class SlantedSeams
{
    /// <summary>
    /// How far the paths lean to the right, in columns to a row. A fourth slant, to the left, gives half as many candidates again and the right cuts of
    /// one more of 40 touching strings of held-out training digits.
    /// </summary>
    private static readonly double[] _slants = [0, 0.4, 0.8];

    /// <summary>How far apart cuts of one slant are, as a share of the line's height.</summary>
    private const double Spacing = 0.03;

    /// <summary>How far to either side a path may wander, as a share of the line's height.</summary>
    private const double Wandering = 0.1;

    /// <summary>What a step to the side costs, in pixels of full ink: straight cuts are preferred.</summary>
    private const double SideStep = 0.8;

    /// <summary>The cuts of a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ink">The image it is in.</param>
    /// <param name="lineHeight">How high the digits of its line are.</param>
    public static IEnumerable<Cut> Through(InkPiece piece, GrayImage ink, double lineHeight) =>
        _slants.SelectMany(slant => Through(piece, ink, lineHeight, slant));

    // Rows are shifted until leaning strokes stand upright.
    private static IEnumerable<Cut> Through(InkPiece piece, GrayImage ink, double lineHeight, double slant)
    {
        var box = piece.Box;
        int margin = (int)Math.Ceiling(Math.Abs(slant) * box.Height / 2), width = box.Width + (2 * margin);
        int[] shifts = [.. Enumerable.Range(0, box.Height).Select(y => margin + (int)Math.Round(slant * (y - (box.Height / 2.0))))];
        var local = new double[width * box.Height];
        foreach (int pixel in piece.Pixels)
        {
            var (x, y) = Place(pixel);
            local[(y * width) + x] = ink.Pixels.Span[pixel] / 255.0;
        }

        int step = Math.Max(1, (int)(lineHeight / 24)), distance = Math.Max(2, (int)(Spacing * lineHeight)), band = Math.Max(1, (int)(Wandering * lineHeight));
        var seams = new List<Seam>();
        for (int x = distance; x <= width - distance; x += step)
            seams.Add(Seam.Through(local, width, x, band, SideStep));

        return Best(seams, distance).Select(seam => new Cut(piece, ink.Width, seam.Cost, pixel => IsLeft(pixel, seam)));

        (int X, int Y) Place(int pixel)
        {
            var (y, x) = Math.DivRem(pixel, ink.Width);
            return (x - box.X + shifts[y - box.Y], y - box.Y);
        }

        bool IsLeft(int pixel, Seam seam)
        {
            var (x, y) = Place(pixel);
            return x < seam.Columns[y];
        }
    }

    /// <summary>The cheapest seams that keep their distance.</summary>
    private static List<Seam> Best(List<Seam> seams, int distance)
    {
        var chosen = new List<Seam>();
        foreach (var seam in seams.OrderBy(seam => seam.Cost))
        {
            if (chosen.TrueForAll(other => Math.Abs(other.Middle - seam.Middle) >= distance))
                chosen.Add(seam);
        }

        return chosen;
    }
}
