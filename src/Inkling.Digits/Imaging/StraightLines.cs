namespace Inkling.Digits.Imaging;

/// <summary>
/// Finds the lines that run from one side of an image to the other: the rules of ruled and squared paper, frames and edges of sheets.
/// </summary>
/// <remarks>
/// A Hough transform for lines that slope at most a quarter, across and (on the transposed mask) down. Every thin run of a column votes for
/// all lines through its middle. Only thin runs vote and only thin runs are taken away, so that a stroke which a line crosses stays whole.
/// </remarks>
internal sealed class StraightLines
{
    /// <summary>In smaller images a stroke may be as thin as a line.</summary>
    private const int LeastSide = 100;

    /// <summary>The largest thickness of a line, as a share of the image's longer side.</summary>
    private const double MostThickness = 1 / 60.0;

    private const double MostSlope = 0.25;

    /// <summary>The share of the columns, of all and of those in the outer quarters, in which a line must show.</summary>
    private const double Support = 0.6;
    private const double OuterSupport = 0.5;

    private readonly PixelMask _mask;
    private readonly int _width;
    private readonly int _height;
    private readonly int _slopes;
    private readonly int _above;
    private readonly int[][] _votes;
    private readonly List<Run> _runs;

    private StraightLines(PixelMask mask, int mostThickness)
    {
        (_mask, _width, _height) = (mask, mask.Width, mask.Height);
        _slopes = (int)(MostSlope * _width);
        _above = (int)(MostSlope * _width / 2) + 2;
        _votes = new int[(2 * _slopes) + 1][];
        for (int i = 0; i < _votes.Length; i++)
            _votes[i] = new int[_height + (2 * _above)];
        _runs = [.. ThinRuns(mask, mostThickness)];
        foreach (var run in _runs)
            Vote(run, 1);
    }

    /// <summary>The pixels of all lines across and down; none in an image too small to tell.</summary>
    public static PixelMask Find(PixelMask mask)
    {
        int longer = Math.Max(mask.Width, mask.Height);
        if (Math.Min(mask.Width, mask.Height) < LeastSide)
            return mask.Only([]);

        int mostThickness = (int)Math.Ceiling(longer * MostThickness);
        var down = new StraightLines(mask.Transposed(), mostThickness).Pixels().Select(pixel => (pixel % mask.Height * mask.Width) + (pixel / mask.Height));
        return mask.Only(new StraightLines(mask, mostThickness).Pixels().Concat(down));
    }

    private static IEnumerable<Run> ThinRuns(PixelMask mask, int mostThickness)
    {
        for (int x = 0; x < mask.Width; x++)
        {
            for (int y = 0; y < mask.Height; y++)
            {
                int top = y;
                while (y < mask.Height && mask[x, y])
                    y++;
                if (y > top && y - top <= mostThickness)
                    yield return new Run(x, top, y - top);
            }
        }
    }

    private void Vote(Run run, int sign)
    {
        for (int i = 0; i < _votes.Length; i++)
            _votes[i][Offset(run, i)] += sign;
    }

    /// <summary>Where the line of the given slope through the run meets the middle column, counted from <see cref="_above"/> rows above
    /// the image.</summary>
    private int Offset(Run run, int slope) =>
        (int)(run.Middle - ((run.X - (_width / 2)) * Slope(slope)) + _above + 0.5);

    private double Slope(int index) => (double)(index - _slopes) / _width;

    /// <summary>Takes the strongest line, and those of its runs that are not much thicker than it is, until no line is left.</summary>
    private IEnumerable<int> Pixels()
    {
        while (Strongest() is var (slope, offset, votes) && votes >= Support * _width / 2)
        {
            var near = _runs.FindAll(run => Math.Abs(Offset(run, slope) - offset) <= 1);
            int thickness = Median(near);
            if (IsLine(near, slope, offset))
            {
                foreach (var run in _runs.FindAll(run => run.Length <= thickness + 2 && Math.Abs(Offset(run, slope) - offset) <= thickness + 1))
                {
                    for (int y = run.Top; y < run.Top + run.Length; y++)
                        yield return (y * _width) + run.X;
                }
            }

            foreach (var run in near)
                Vote(run, -1);
            _runs.RemoveAll(run => Math.Abs(Offset(run, slope) - offset) <= 1);
        }
    }

    private (int Slope, int Offset, int Votes) Strongest()
    {
        var best = (Slope: 0, Offset: 0, Votes: 0);
        for (int slope = 0; slope < _votes.Length; slope++)
        {
            var votes = _votes[slope];
            for (int offset = 1; offset < votes.Length - 1; offset++)
            {
                int sum = votes[offset - 1] + votes[offset] + votes[offset + 1];
                if (sum > best.Votes)
                    best = (slope, offset, sum);
            }
        }

        return best;
    }

    /// <summary>Whether the line shows in enough of the columns where it could: those it crosses outside of thick ink.</summary>
    private bool IsLine(List<Run> runs, int slope, int offset)
    {
        Span<int> inside = stackalloc int[4], seen = stackalloc int[4];
        var columns = runs.Select(run => run.X).ToHashSet();
        for (int x = 0; x < _width; x++)
        {
            double y = offset - _above + ((x - (_width / 2)) * Slope(slope));
            bool shows = columns.Contains(x);
            if (y < 0 || y >= _height || (!shows && _mask[x, (int)y]))
                continue;
            inside[4 * x / _width]++;
            if (shows)
                seen[4 * x / _width]++;
        }

        int allInside = inside[0] + inside[1] + inside[2] + inside[3], allSeen = seen[0] + seen[1] + seen[2] + seen[3];
        return allInside >= _width / 2 && allSeen >= Support * allInside
            && seen[0] >= OuterSupport * inside[0] && seen[3] >= OuterSupport * inside[3];
    }

    private static int Median(List<Run> runs)
    {
        var lengths = runs.ConvertAll(run => run.Length);
        lengths.Sort();
        return lengths[lengths.Count / 2];
    }

    /// <summary>Neighbouring pixels of one column.</summary>
    private readonly record struct Run(int X, int Top, int Length)
    {
        public double Middle => Top + ((Length - 1) / 2.0);
    }
}
