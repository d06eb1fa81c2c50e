namespace Inkling.Digits.Imaging;

/// <summary>Ink that hangs together, corners included.</summary>
/// <param name="Pixels">The places of its pixels, y · width + x.</param>
/// <param name="Box">The smallest box around them.</param>
/// <param name="Weight">The sum of the squares of their ink, so that dark pixels count for more than shade.</param>
/// <param name="Strength">The mean ink, 0 to 255.</param>
/// <param name="SidesTouched">How many of the four sides of the image it reaches.</param>
internal sealed record InkPiece(List<int> Pixels, PixelBox Box, double Weight, double Strength, int SidesTouched)
{
    /// <summary>The pieces of a mask, from top to bottom.</summary>
    public static List<InkPiece> In(PixelMask mask, GrayImage ink)
    {
        var pieces = new List<InkPiece>();
        var seen = new bool[mask.Pixels.Length];
        for (int start = 0; start < seen.Length; start++)
        {
            if (mask.Pixels[start] && !seen[start])
                pieces.Add(Of(Flood(mask, seen, start), ink));
        }

        return pieces;
    }

    /// <summary>The pixels between two boxes, along the direction in which they are further apart; 0 or less when they overlap.</summary>
    public static int Gap(PixelBox a, PixelBox b) => Math.Max(
        Math.Max(a.X, b.X) - Math.Min(a.X + a.Width, b.X + b.Width), Math.Max(a.Y, b.Y) - Math.Min(a.Y + a.Height, b.Y + b.Height));

    private static List<int> Flood(PixelMask mask, bool[] seen, int start)
    {
        var pixels = new List<int> { start };
        seen[start] = true;
        for (int i = 0; i < pixels.Count; i++)
        {
            int x = pixels[i] % mask.Width, y = pixels[i] / mask.Width;
            for (int row = Math.Max(0, y - 1); row <= Math.Min(mask.Height - 1, y + 1); row++)
            {
                for (int column = Math.Max(0, x - 1); column <= Math.Min(mask.Width - 1, x + 1); column++)
                {
                    int next = (row * mask.Width) + column;
                    if (!mask.Pixels[next] || seen[next])
                        continue;
                    seen[next] = true;
                    pixels.Add(next);
                }
            }
        }

        return pixels;
    }

    private static InkPiece Of(List<int> pixels, GrayImage ink)
    {
        int left = ink.Width, right = 0, top = ink.Height, bottom = 0;
        double sum = 0, squares = 0;
        foreach (int pixel in pixels)
        {
            int x = pixel % ink.Width, y = pixel / ink.Width, value = ink.Pixels.Span[pixel];
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            sum += value;
            squares += value * value;
        }

        int sides = (left == 0 ? 1 : 0) + (top == 0 ? 1 : 0) + (right == ink.Width - 1 ? 1 : 0) + (bottom == ink.Height - 1 ? 1 : 0);
        return new InkPiece(pixels, new PixelBox(left, top, right - left + 1, bottom - top + 1), squares, sum / pixels.Count, sides);
    }
}
