using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Pixels of ink that are taken together.</summary>
/// <param name="Pixels">Their places, y · width + x.</param>
/// <param name="Box">The smallest box around them.</param>
internal sealed record CutInk(List<int> Pixels, PixelBox Box)
{
    public static CutInk Of(InkPiece piece) => new(piece.Pixels, piece.Box);

    /// <param name="pixels">At least one.</param>
    /// <param name="imageWidth">The width of the image they are in.</param>
    public static CutInk Of(List<int> pixels, int imageWidth)
    {
        int left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0;
        foreach (int pixel in pixels)
        {
            var (y, x) = Math.DivRem(pixel, imageWidth);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        return new(pixels, new PixelBox(left, top, right - left + 1, bottom - top + 1));
    }

    /// <summary>This and other ink, which has no pixel of it.</summary>
    public CutInk With(CutInk other) => new([.. Pixels, .. other.Pixels], Box.Union(other.Box));

    /// <summary>How many pixels the largest part has that hangs together, corners included.</summary>
    /// <param name="imageWidth">The width of the image they are in.</param>
    public int LargestPart(int imageWidth)
    {
        var open = new bool[(Box.Width + 2) * (Box.Height + 2)];
        int width = Box.Width + 2, most = 0;
        foreach (int pixel in Pixels)
            open[Local(pixel)] = true;

        var found = new Stack<int>();
        foreach (int pixel in Pixels)
        {
            int count = 0;
            Reach(Local(pixel));
            while (found.TryPop(out int at))
            {
                count++;
                for (int row = at - width; row <= at + width; row += width)
                {
                    for (int next = row - 1; next <= row + 1; next++)
                        Reach(next);
                }
            }

            most = Math.Max(most, count);
        }

        return most;

        int Local(int pixel) => (((pixel / imageWidth) - Box.Y + 1) * width) + (pixel % imageWidth) - Box.X + 1;

        void Reach(int at)
        {
            if (!open[at])
                return;
            open[at] = false;
            found.Push(at);
        }
    }
}
