using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>A line of writing.</summary>
/// <param name="Pieces">Its pieces of ink, from left to right.</param>
/// <param name="Height">How high its digits are: the median of what is not far lower than the highest.</param>
internal sealed record WritingLine(List<InkPiece> Pieces, int Height)
{
    /// <summary>What is at least this share of the digits' height makes a line; the rest joins one.</summary>
    private const double LeastHeight = 0.45;

    /// <summary>Neighbours are of one line when they share at least so much of the lower one's height.</summary>
    private const double SharedHeight = 0.4;

    /// <summary>How far above or below its neighbour in a line something small may stand, as a share of the digits' height.</summary>
    private const double Reach = 0.2;

    /// <summary>A piece that is smaller than this share of the digits' height in both directions is a speck.</summary>
    private const double Speck = 0.07;

    /// <summary>The lines of a sheet, from top to bottom.</summary>
    public static List<WritingLine> In(PageStrokes strokes)
    {
        int height = strokes.DigitHeight;
        var stacks = PieceStack.Of(strokes.Pieces.Where(piece => Math.Max(piece.Box.Width, piece.Box.Height) > Speck * height), height);
        var lines = new List<List<PieceStack>>();

        // From left to right, so that a line that climbs or falls is followed from digit to digit.
        foreach (var stack in stacks.Where(IsLarge).OrderBy(stack => Middle(stack.Box)))
        {
            var line = lines.Where(line => Shared(line[^1].Box, stack.Box) >= SharedHeight).MaxBy(line => Shared(line[^1].Box, stack.Box));
            if (line is null)
                lines.Add([stack]);
            else
                line.Add(stack);
        }

        foreach (var stack in stacks.Where(stack => !IsLarge(stack)))
        {
            var near = lines.MinBy(line => line.Min(other => InkPiece.Gap(other.Box, stack.Box)));
            if (near?.Min(other => VerticalGap(other.Box, stack.Box)) <= Reach * height)
                near.Add(stack);
        }

        return [.. lines.OrderBy(line => line.Average(stack => stack.Box.Y + (stack.Box.Height / 2.0))).Select(Of)];

        bool IsLarge(PieceStack stack) => stack.Box.Height >= LeastHeight * height;
    }

    /// <summary>The smallest box around its ink.</summary>
    public PixelBox Box => Pieces.Aggregate(default(PixelBox), (box, piece) => box.Union(piece.Box));

    /// <summary>How many rows it falls for each column to the right: the straight line nearest to the middles of its digits.</summary>
    public double Slope()
    {
        (double X, double Y)[] middles = [.. Pieces.Where(piece => piece.Box.Height >= LeastHeight * Height).Select(piece => (Middle(piece.Box), piece.Box.Y + (piece.Box.Height / 2.0)))];
        if (middles.Length < 3)
            return 0;
        double x = middles.Average(middle => middle.X), y = middles.Average(middle => middle.Y), spread = middles.Sum(middle => (middle.X - x) * (middle.X - x));
        return spread == 0 ? 0 : middles.Sum(middle => (middle.X - x) * (middle.Y - y)) / spread;
    }

    private static WritingLine Of(List<PieceStack> stacks)
    {
        int highest = stacks.Max(stack => stack.Box.Height);
        int[] heights = [.. stacks.Select(stack => stack.Box.Height).Where(height => 2 * height >= highest).Order()];
        return new([.. stacks.SelectMany(stack => stack.Pieces).OrderBy(piece => Middle(piece.Box))], heights[heights.Length / 2]);
    }

    private static double Middle(PixelBox box) => box.X + (box.Width / 2.0);

    private static double Shared(PixelBox a, PixelBox b) => -VerticalGap(a, b) / (double)Math.Min(a.Height, b.Height);

    private static int VerticalGap(PixelBox a, PixelBox b) => Math.Max(a.Y, b.Y) - Math.Min(a.Y + a.Height, b.Y + b.Height);
}
