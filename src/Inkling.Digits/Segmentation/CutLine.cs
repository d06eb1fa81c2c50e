using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A line of writing with all the places where it may be cut: the nodes of a graph, whose edges are what lies between two of them.</summary>
/// <remarks>
/// The places are numbered from left to right; where a piece ends and the next one begins is one place. Two cuts of one piece bound a candidate when
/// all that is left of the first is left of the second, but for a few pixels.
/// </remarks>
/// <param name="Pieces">Its pieces, from left to right, with their cuts.</param>
/// <param name="Height">How high its digits are.</param>
/// <param name="ImageWidth">The width of the image it is in.</param>
internal sealed record CutLine(CutPiece[] Pieces, int Height, int ImageWidth)
{
    /// <summary>The widest digit, as a share of the line's height, and the widest piece that is one as it is.</summary>
    private const double MostWidth = 1.4;
    private const double MostWidthOfWhole = 2;

    /// <summary>The widest gap between parts of one digit, as a share of the line's height.</summary>
    private const double MostGap = 0.25;

    /// <summary>What is cut off in a piece and lower than this, as a share of the line's height, is no digit.</summary>
    private const double LeastHeight = 0.5;

    /// <summary>What is cut off in a piece and of which less than this share hangs together is no digit.</summary>
    private const double LeastPart = 0.95;

    /// <summary>So few pixels, as a share of the square of the line's height, may be lost between two cuts; so few are nothing.</summary>
    private const double Few = 0.004;

    /// <summary>The number of the last place, the right end of the line.</summary>
    public int End { get; } = Pieces.Sum(piece => piece.Cuts.Length - 1);

    /// <summary>Everything that may be a digit.</summary>
    public List<Candidate> Candidates()
    {
        var candidates = new List<Candidate>();
        int start = 0;
        for (int i = 0; i < Pieces.Length; i++)
        {
            Within(candidates, Pieces[i], start);
            Across(candidates, i, start);
            start += Pieces[i].Cuts.Length - 1;
        }

        return candidates;
    }

    /// <summary>Everything that may be left out: its pieces and what is small at their ends.</summary>
    public IEnumerable<(int First, int End, PixelBox Box)> Removable()
    {
        int start = 0;
        foreach (var piece in Pieces)
        {
            int last = piece.Cuts.Length - 1;
            yield return (start, start + last, piece.Piece.Box);
            for (int i = 1; i < last; i++)
            {
                if (Between(piece, 0, i) is { } left && IsSmall(left.Box))
                    yield return (start, start + i, left.Box);
                if (Between(piece, i, last) is { } right && IsSmall(right.Box))
                    yield return (start + i, start + last, right.Box);
            }

            start += last;
        }
    }

    /// <summary>What lies between two cuts of a piece.</summary>
    private void Within(List<Candidate> candidates, CutPiece piece, int start)
    {
        for (int first = 0; first < piece.Cuts.Length; first++)
        {
            for (int end = first + 1; end < piece.Cuts.Length; end++)
            {
                bool isWhole = first == 0 && end == piece.Cuts.Length - 1;
                if (Between(piece, first, end) is { } ink && (isWhole || IsOneThing(ink)))
                    candidates.Add(new(start + first, start + end, ink, piece.Cuts[first], piece.Cuts[end], piece.Piece));
            }
        }
    }

    /// <summary>
    /// What begins in a piece and ends in a later one: a broken digit. It may have to be cut off a neighbour on the left or on the right, but seldom off
    /// both.
    /// </summary>
    private void Across(List<Candidate> candidates, int i, int start)
    {
        for (int first = 0; first < Pieces[i].Cuts.Length - 1; first++)
        {
            if (Between(Pieces[i], first, Pieces[i].Cuts.Length - 1) is not { } ink)
                continue;

            int startOfNext = start;
            for (int j = i + 1; j < Pieces.Length; j++)
            {
                startOfNext += Pieces[j - 1].Cuts.Length - 1;
                var next = Pieces[j].Piece.Box;
                if (InkPiece.Gap(ink.Box, next) > MostGap * Height)
                    break;
                int whole = Pieces[j].Cuts.Length - 1;
                for (int end = first == 0 ? 1 : whole; end <= whole; end++)
                {
                    if (Between(Pieces[j], 0, end) is { } part && IsNarrow(ink.Box.Union(part.Box)))
                        candidates.Add(new(start + first, startOfNext + end, ink.With(part), Pieces[i].Cuts[first], Pieces[j].Cuts[end], Pieces[i].Piece));
                }

                ink = ink.With(CutInk.Of(Pieces[j].Piece));
                if (!IsNarrow(ink.Box))
                    break;
            }
        }
    }

    private CutInk? Between(CutPiece piece, int first, int end)
    {
        Cut left = piece.Cuts[first], right = piece.Cuts[end];
        double few = Few * Height * Height;
        if (first == 0 && end == piece.Cuts.Length - 1)
            return piece.Piece.Box.Width <= MostWidthOfWhole * Height ? CutInk.Of(piece.Piece) : null;
        if (right.LeftEnd - left.RightStart >= MostWidth * Height || left.Left.CountWithout(right.Left) > few || right.Left.CountWithout(left.Left) < few)
            return null;

        return CutInk.Of(right.Left.Without(left.Left).ConvertAll(index => piece.Piece.Pixels[index]), ImageWidth);
    }

    private bool IsNarrow(PixelBox box) => box.Width <= MostWidth * Height;

    private bool IsSmall(PixelBox box) => Math.Max(box.Width, box.Height) < LeastHeight * Height;

    private bool IsOneThing(CutInk ink) => ink.Box.Height >= LeastHeight * Height && ink.LargestPart(ImageWidth) >= LeastPart * ink.Pixels.Count;
}
