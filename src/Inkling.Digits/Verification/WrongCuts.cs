using Inkling.Digits.Imaging;

namespace Inkling.Digits;

/// <summary>What comes out when writing is cut into digits in the wrong place: two digits taken for one, or a piece of one.</summary>
internal static class WrongCuts
{
    private const int Size = NormalizedDigit.Size;

    /// <summary>Digits are put together at three times their size, so that scaling the pair down again leaves it as sharp as a digit.</summary>
    private const int Zoom = 3;

    /// <summary>Neighbours overlap by up to so many pixels of 28, or stand so far apart.</summary>
    private const int MostOverlap = 4;
    private const int MostGap = 5;

    /// <summary>Narrower pieces, as a share of their height, look like a one.</summary>
    private const double NarrowestPiece = 0.35;

    /// <summary>A digit with at least the nearer half of its right neighbour.</summary>
    public static byte[] Pair(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Random random)
    {
        var (a, b) = (InkBox(left), InkBox(right));
        int shown = random.Next(2) == 0 ? b.Width : random.Next((b.Width + 1) / 2, b.Width + 1);
        int gap = random.Next(-Math.Min(MostOverlap, Math.Min(a.Width, shown) / 2), MostGap + 1), drop = random.Next(-3, 4);
        int width = a.Width + gap + shown, height = Size + 6;
        var ink = new byte[width * height];
        Lay(left, a, a.Width, ink, width, 0, 3 + a.Y);
        Lay(right, b, shown, ink, width, a.Width + gap, 3 + Math.Clamp(a.Y + ((a.Height - b.Height) / 2) + drop, -3, Size + 3 - b.Height));
        return Field(new GrayImage(width, height, ink));
    }

    /// <summary>The lesser part of a digit on one side of an upright or slanting cut; null where it would look like a whole one.</summary>
    public static byte[]? Piece(ReadOnlySpan<byte> digit, Random random)
    {
        var box = InkBox(digit);
        double at = box.X + (box.Width * (0.3 + (0.4 * random.NextDouble()))), slant = 0.6 * (random.NextDouble() - 0.5);
        byte[] left = new byte[Size * Size], right = new byte[Size * Size];
        for (int i = 0; i < digit.Length; i++)
        {
            double place = (i % Size) - at + (slant * ((i / Size) - (Size / 2)));
            (place < 0 ? left : right)[i] = digit[i];
        }

        byte[] piece = left.Sum(ink => ink) < right.Sum(ink => ink) ? left : right;
        var rest = InkBox(piece);
        return rest.Width < NarrowestPiece * rest.Height ? null : Field(new GrayImage(Size, Size, piece));
    }

    private static PixelBox InkBox(ReadOnlySpan<byte> digit) => InkImage.Box(new GrayImage(Size, Size, digit), least: 64);

    private static void Lay(ReadOnlySpan<byte> digit, PixelBox box, int columns, byte[] ink, int width, int left, int top)
    {
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                ref byte place = ref ink[((top + y) * width) + left + x];
                place = Math.Max(place, digit[((box.Y + y) * Size) + box.X + x]);
            }
        }
    }

    private static byte[] Field(GrayImage ink)
    {
        var large = new GrayImage(Zoom * ink.Width, Zoom * ink.Height, AreaAverage.ResizeToBytes(ink, Zoom * ink.Width, Zoom * ink.Height));
        const int Threshold = 90;
        var box = InkImage.Box(large, Threshold);
        return box.IsEmpty ? new byte[Size * Size] : new WrittenDigit(large, box, Threshold).Field();
    }
}
