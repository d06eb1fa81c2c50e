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
        int width = Box.Width + 2, rest = Pixels.Count, most = 0;
        var open = new bool[width * (Box.Height + 2)];
        int[] places = Places(imageWidth, width), found = new int[rest];
        foreach (int place in places)
            open[place] = true;

        foreach (int place in places)
        {
            if (most >= rest)
                break; // what is left can hold no larger part

            int count = Part(open, place, width, found);
            (most, rest) = (Math.Max(most, count), rest - count);
        }

        return most;
    }

    /// <summary>How many pixels hang together with one that is open; none of them is afterwards.</summary>
    private static int Part(bool[] open, int place, int width, int[] found)
    {
        if (!open[place])
            return 0;

        open[place] = false;
        found[0] = place;
        int count = 1;
        for (int next = 0; next < count; next++)
        {
            int at = found[next];
            for (int row = at - width - 1; row <= at + width - 1; row += width)
            {
                for (int near = row; near <= row + 2; near++)
                {
                    if (!open[near])
                        continue;
                    open[near] = false;
                    found[count++] = near;
                }
            }
        }

        return count;
    }

    /// <summary>The places of the pixels in the box with a border of one pixel around it.</summary>
    private int[] Places(int imageWidth, int width)
    {
        var places = new int[Pixels.Count];
        for (int i = 0; i < places.Length; i++)
        {
            var (y, x) = Math.DivRem(Pixels[i], imageWidth);
            places[i] = ((y - Box.Y + 1) * width) + x - Box.X + 1;
        }

        return places;
    }
}
