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
    /// <summary>The most fragments a digit is made of.</summary>
    private const int MostFragments = 9;

    /// <summary>The widest digit, as a share of the line's height.</summary>
    private const double MostWidth = 1.4;

    /// <summary>The widest gap between parts of one digit, as a share of the line's height.</summary>
    private const double MostGap = 0.25;

    /// <summary>Digits of a line are about equally high: a lower one costs this much, times what is missing to <see cref="UsualHeight"/>.</summary>
    private const double LowCost = 6;
    private const double UsualHeight = 0.65;

    /// <summary>What a cut costs, and how much more for ink as long as the line is high.</summary>
    private const double CutCost = 0.5;
    private const double CutInkCost = 4;

    /// <summary>What it costs to leave out a speck, and how much more for ink as large as a digit's.</summary>
    private const double SpeckCost = 0.7;
    private const double LeftOutCost = 7;

    /// <summary>The digits of a line, from left to right.</summary>
    public List<FoundDigit> Read(WritingLine line)
    {
        var fragments = line.Pieces.SelectMany(piece => Seams.Cut(piece, cutter.Ink, line.Height)).ToArray();
        var candidates = Candidates(fragments, line.Height);
        var judged = judge([.. candidates.Select(candidate => candidate.Field)]);
        return Cheapest(fragments, candidates, judged, line.Height);
    }

    private List<Candidate> Candidates(Fragment[] fragments, double lineHeight)
    {
        var candidates = new List<Candidate>();
        for (int first = 0; first < fragments.Length; first++)
        {
            var box = fragments[first].Box;
            for (int end = first + 1; end <= Math.Min(fragments.Length, first + MostFragments); end++)
            {
                var next = fragments[end - 1].Box;
                if (InkPiece.Gap(box, next) > MostGap * lineHeight)
                    break;
                box = box.Union(next);
                if (box.Width > MostWidth * lineHeight)
                    break;
                candidates.Add(new(first, end, box, cutter.Field(fragments.AsSpan(first..end))));
            }
        }

        return candidates;
    }

    private static List<FoundDigit> Cheapest(Fragment[] fragments, List<Candidate> candidates, JudgedDigit[] judged, double lineHeight)
    {
        // Place i lies before fragment i. A place is reached by leaving out the fragment before it, or by the end of a candidate.
        var cost = new double[fragments.Length + 1];
        var last = new int[fragments.Length + 1];
        for (int place = 1; place <= fragments.Length; place++)
        {
            (cost[place], last[place]) = (cost[place - 1] + CostToLeaveOut(fragments[place - 1], lineHeight), -1);
            for (int i = 0; i < candidates.Count; i++)
            {
                double with = cost[candidates[i].First] + judged[i].Cost + CostOfShape(fragments[candidates[i].First], candidates[i].Box, lineHeight);
                if (candidates[i].End == place && with < cost[place])
                    (cost[place], last[place]) = (with, i);
            }
        }

        var digits = new List<FoundDigit>();
        for (int place = fragments.Length; place > 0; place = last[place] < 0 ? place - 1 : candidates[last[place]].First)
        {
            if (last[place] >= 0)
                digits.Add(new(candidates[last[place]].Field, candidates[last[place]].Box, judged[last[place]]));
        }

        digits.Reverse();
        return digits;
    }

    private static double CostOfShape(Fragment first, PixelBox box, double lineHeight) =>
        (LowCost * Math.Max(0, UsualHeight - (box.Height / lineHeight)))
        + (first.CutInk > 0 ? CutCost + (CutInkCost * first.CutInk / lineHeight) : 0);

    private static double CostToLeaveOut(Fragment fragment, double lineHeight)
    {
        double share = Math.Max(fragment.Box.Width, fragment.Box.Height) / lineHeight;
        return SpeckCost + (LeftOutCost * Math.Min(1, share * share));
    }

    /// <summary>Fragments that may be a digit: from the first to before the end.</summary>
    private sealed record Candidate(int First, int End, PixelBox Box, byte[] Field);
}
