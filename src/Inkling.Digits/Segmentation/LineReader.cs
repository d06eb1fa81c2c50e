using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>
/// Reads a line of writing: of all ways to group its fragments into digits, the one that the network finds most likely.
/// </summary>
/// <remarks>
/// The line is cut more often than needed, every run of neighbouring fragments that could be a digit is judged, and the cheapest path from the
/// left end to the right one is taken (a segmentation graph: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to
/// document recognition", 1998, section V). Broken strokes are joined and touching digits parted by the same rule. A fragment may be left out
/// as a speck, a comma, a currency sign; that costs the more the larger it is.
/// </remarks>
/// <param name="cutter">Brings fragments into the networks' form.</param>
/// <param name="judge">Says what fields of 28×28 show, many at once.</param>
internal sealed class LineReader(DigitCutter cutter, Func<IReadOnlyList<byte[]>, JudgedDigit[]> judge)
{
    /// <summary>Digits of a line are about equally high: a lower one costs this much, times what is missing to <see cref="UsualHeight"/>.</summary>
    private const double LowCost = 6;
    private const double UsualHeight = 0.65;

    /// <summary>Two digits that touch may look like one that is wide: this much, times the square of what is beyond <see cref="UsualWidth"/>.</summary>
    private const double WideCost = 3;
    private const double UsualWidth = 0.7;

    /// <summary>What a cut costs, and how much more for ink as long as the line is high.</summary>
    private const double CutCost = 0.1;
    private const double CutInkCost = 1;

    /// <summary>Two digits are seldom narrower than this share of the line's height: to cut a narrower piece costs this much, times what is missing.</summary>
    private const double NarrowCutCost = 3;
    private const double WidthOfTwo = 1.3;

    /// <summary>A piece is surely one digit if it costs no more than this, in nats, and is no wider than this share of the line's height.</summary>
    private const double SureCost = 0.35;
    private const double MostWidthOfOne = 1;

    /// <summary>What it costs to leave out a speck, and how much more for ink as large as a digit's.</summary>
    private const double SpeckCost = 0.7;
    private const double LeftOutCost = 7;

    /// <summary>The digits of a line, from left to right.</summary>
    public List<FoundDigit> Read(WritingLine line)
    {
        Fragment[] fragments = line.Fragments(cutter.Ink, Whole(line));
        var candidates = Candidate.In(fragments, line.Height);
        byte[][] fields = [.. candidates.Select(candidate => cutter.Field(candidate.Of(fragments)))];
        var judged = judge(fields);

        double[] costs = [.. candidates.Select((candidate, i) => judged[i].Cost + CostOfShape(candidate, fragments[candidate.First], line.Height))];
        return [.. Cheapest(fragments, candidates, costs, line.Height).Select(i => new FoundDigit(fields[i], candidates[i].Box, judged[i], IsCut(candidates[i], fragments)))];
    }

    /// <summary>The pieces that are surely one digit. To cut them would take time, and parts of digits look like digits.</summary>
    private HashSet<InkPiece> Whole(WritingLine line)
    {
        InkPiece[] narrow = [.. line.Pieces.Where(piece => piece.Box.Width <= MostWidthOfOne * line.Height)];
        var judged = judge([.. narrow.Select(piece => cutter.Field([Fragment.Of(piece)]))]);
        return [.. narrow.Where((_, i) => judged[i].Cost <= SureCost)];
    }

    /// <summary>The candidates on the cheapest path, from left to right.</summary>
    private static List<int> Cheapest(Fragment[] fragments, List<Candidate> candidates, double[] costs, double lineHeight)
    {
        // Place i lies before fragment i. It is reached by leaving out the fragment before it, or by the end of a candidate.
        const int LeftOut = -1;
        var cost = new double[fragments.Length + 1];
        var last = new int[fragments.Length + 1];
        for (int place = 1; place <= fragments.Length; place++)
        {
            (cost[place], last[place]) = (cost[place - 1] + CostToLeaveOut(fragments[place - 1], lineHeight), LeftOut);
            for (int i = 0; i < candidates.Count; i++)
            {
                if (candidates[i].End == place && cost[candidates[i].First] + costs[i] < cost[place])
                    (cost[place], last[place]) = (cost[candidates[i].First] + costs[i], i);
            }
        }

        var path = new List<int>();
        for (int place = fragments.Length; place > 0; place = last[place] == LeftOut ? place - 1 : candidates[last[place]].First)
        {
            if (last[place] != LeftOut)
                path.Add(last[place]);
        }

        path.Reverse();
        return path;
    }

    private static bool IsCut(Candidate candidate, Fragment[] fragments) =>
        fragments[candidate.First].CutInk > 0 || (candidate.End < fragments.Length && fragments[candidate.End].CutInk > 0);

    private static double CostOfShape(Candidate candidate, Fragment first, double lineHeight) =>
        (LowCost * Math.Max(0, UsualHeight - (candidate.Box.Height / lineHeight)))
        + (WideCost * Math.Pow(Math.Max(0, (candidate.Box.Width / lineHeight) - UsualWidth), 2))
        + (first.CutInk > 0 ? CostToCut(first, lineHeight) : 0);

    private static double CostToCut(Fragment first, double lineHeight) =>
        CutCost + (CutInkCost * first.CutInk / lineHeight) + (NarrowCutCost * Math.Max(0, WidthOfTwo - (first.PieceWidth / lineHeight)));

    private static double CostToLeaveOut(Fragment fragment, double lineHeight)
    {
        double share = Math.Max(fragment.Box.Width, fragment.Box.Height) / lineHeight;
        return SpeckCost + (LeftOutCost * Math.Min(1, share * share));
    }
}
