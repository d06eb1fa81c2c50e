using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>Pieces that stand one above the other, no higher together than a digit: a digit in one piece, or a broken one.</summary>
internal sealed class PieceStack(InkPiece first)
{
    /// <summary>Pieces stand above one another when they share at least so much of the narrower one's width.</summary>
    private const double SharedWidth = 0.5;

    /// <summary>The greatest height, as a share of the digits'.</summary>
    private const double MostHeight = 1.25;

    /// <summary>The pieces.</summary>
    public List<InkPiece> Pieces { get; } = [first];

    /// <summary>The smallest box around them.</summary>
    public PixelBox Box { get; private set; } = first.Box;

    /// <summary>Stacks all pieces, the highest first.</summary>
    public static List<PieceStack> Of(IEnumerable<InkPiece> pieces, int digitHeight)
    {
        var stacks = new List<PieceStack>();
        foreach (var piece in pieces.OrderByDescending(piece => piece.Box.Height))
        {
            if (stacks.Find(stack => stack.Takes(piece.Box, digitHeight)) is { } stack)
                stack.Add(piece);
            else
                stacks.Add(new(piece));
        }

        return stacks;
    }

    private bool Takes(PixelBox piece, int digitHeight)
    {
        int shared = Math.Min(Box.X + Box.Width, piece.X + piece.Width) - Math.Max(Box.X, piece.X);
        return shared >= SharedWidth * Math.Min(Box.Width, piece.Width) && Box.Union(piece).Height <= MostHeight * digitHeight;
    }

    private void Add(InkPiece piece)
    {
        Pieces.Add(piece);
        Box = Box.Union(piece.Box);
    }
}
