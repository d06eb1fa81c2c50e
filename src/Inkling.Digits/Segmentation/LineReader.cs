using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>
/// Reads a line of writing: of all ways to part its ink into digits, the one that the network finds most likely.
/// </summary>
/// <remarks>
/// The line is cut more often than needed, everything between two cuts that could be a digit is judged, and the cheapest path from the
/// left end to the right one is taken (a segmentation graph: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to
/// document recognition", 1998, section V). Broken strokes are joined and touching digits parted by the same rule. A piece may be left out
/// as a speck, a comma, a currency sign, and so may small ends of one; that costs the more the larger it is.
/// </remarks>
/// <param name="cutter">Brings ink into the networks' form.</param>
/// <param name="judge">Says what fields of 28×28 show, many at once.</param>
internal sealed class LineReader(DigitCutter cutter, Func<IReadOnlyList<byte[]>, JudgedDigit[]> judge)
{
    /// <summary>Digits of a line are about equally high: a lower one costs this much, times what is missing to <see cref="UsualHeight"/>.</summary>
    private const double LowCost = 6;
    private const double UsualHeight = 0.65;

    /// <summary>Two digits that touch may look like one that is wide: this much, times the square of what is beyond <see cref="UsualWidth"/>.</summary>
    private const double WideCost = 3;
    private const double UsualWidth = 0.7;

    /// <summary>
    /// What a cut costs that crosses ink as long as the line is high. As <see cref="NarrowCutCost"/>, chosen on 120 crowded and 120 touching strings of MNIST's
    /// last 5,000 training digits: where cuts cost more, more digits go missing than come in excess.
    /// </summary>
    private const double CutInkCost = 0.3;

    /// <summary>Two digits are seldom narrower than this share of the line's height: to cut a narrower piece costs this much, times what is missing.</summary>
    private const double NarrowCutCost = 1;
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
        var cut = line.Cut(cutter.Ink, Whole(line));
        var candidates = cut.Candidates();
        byte[][] fields = [.. candidates.Select(candidate => cutter.Field(candidate.Ink))];
        var judged = judge(fields);
        return [.. Cheapest(cut, candidates, judged).Select(i => new FoundDigit(fields[i], candidates[i].Ink.Box, judged[i], candidates[i].IsCut))];
    }

    /// <summary>The pieces that are surely one digit. To cut them would take time, and parts of digits look like digits.</summary>
    private HashSet<InkPiece> Whole(WritingLine line)
    {
        InkPiece[] narrow = [.. line.Pieces.Where(piece => piece.Box.Width <= MostWidthOfOne * line.Height)];
        var judged = judge([.. narrow.Select(piece => cutter.Field(CutInk.Of(piece)))]);
        return [.. narrow.Where((_, i) => judged[i].Cost <= SureCost)];
    }

    /// <summary>The candidates on the cheapest path, from left to right, as indices.</summary>
    private static List<int> Cheapest(CutLine line, List<Candidate> candidates, JudgedDigit[] judged)
    {
        const int None = -1;
        var ways = candidates.Select((candidate, i) => (Edge: new CheapestPath.Edge(candidate.First, candidate.End), Cost: CostOfShape(candidate, line.Height), Candidate: i))
            .Concat(line.Removable().Select(part => (Edge: new CheapestPath.Edge(part.First, part.End), Cost: CostToLeaveOut(part.Box, line.Height), Candidate: None)))
            .OrderBy(way => way.Edge.First).ToList();
        var edges = ways.ConvertAll(way => way.Edge);

        // Which digit it is has to be asked for on the path alone: no other can cost less than if it were surely recognised.
        while (true)
        {
            var path = CheapestPath.Of(line.End, edges, i => ways[i].Cost + (ways[i].Candidate == None ? 0 : judged[ways[i].Candidate].LeastCost))
                .ConvertAll(i => ways[i].Candidate).FindAll(candidate => candidate != None);
            if (path.TrueForAll(i => judged[i].IsRecognized))
                return path;
            path.ForEach(i => _ = judged[i].Recognition);
        }
    }

    private static double CostOfShape(Candidate candidate, double lineHeight) =>
        (LowCost * Math.Max(0, UsualHeight - (candidate.Ink.Box.Height / lineHeight)))
        + (WideCost * Math.Pow(Math.Max(0, (candidate.Ink.Box.Width / lineHeight) - UsualWidth), 2))
        + (candidate.Left.IsThroughInk ? CostToCut(candidate, lineHeight) : 0);

    private static double CostToCut(Candidate candidate, double lineHeight) =>
        (CutInkCost * candidate.Left.Ink / lineHeight) + (NarrowCutCost * Math.Max(0, WidthOfTwo - (candidate.LeftPiece.Box.Width / lineHeight)));

    private static double CostToLeaveOut(PixelBox box, double lineHeight)
    {
        double share = Math.Max(box.Width, box.Height) / lineHeight;
        return SpeckCost + (LeftOutCost * Math.Min(1, share * share));
    }
}
