using Inkling.Digits.Imaging;

namespace Inkling.Workbench;

/// <summary>What a wrong reading of an image makes of digits: a part of one, two as one, or the paper around one taken for its ink.</summary>
internal static class Fragments
{
    private const int Size = NormalizedDigit.Size;

    /// <summary>The ink from which a pixel is written.</summary>
    private const int Threshold = 90;

    /// <summary>Such a thing in the field of a digit.</summary>
    /// <param name="digit">A digit, 28×28.</param>
    /// <param name="other">Another one.</param>
    /// <param name="random">Where chance comes from.</param>
    public static byte[] Draw(ReadOnlySpan<byte> digit, ReadOnlySpan<byte> other, Random random)
    {
        var image = new GrayImage(Size, Size, digit);
        var box = InkImage.Box(image, Threshold);
        if (box.IsEmpty)
            return digit.ToArray();
        return random.Next(3) switch
        {
            0 => Part(image, box, random),
            1 => Two(image, box, new GrayImage(Size, Size, other), random),
            _ => Around(image, box, random),
        };
    }

    /// <summary>From a third to a half of a digit, from one of its sides.</summary>
    private static byte[] Part(GrayImage digit, PixelBox box, Random random)
    {
        double share = 0.33 + (0.2 * random.NextDouble());
        int width = Math.Max(1, (int)(share * box.Width)), height = Math.Max(1, (int)(share * box.Height));
        var part = random.Next(4) switch
        {
            0 => box with { Width = width },
            1 => box with { X = box.X + box.Width - width, Width = width },
            2 => box with { Height = height },
            _ => box with { Y = box.Y + box.Height - height, Height = height },
        };
        return Field(digit.Cropped(part)) ?? Around(digit, box, random);
    }

    private static byte[] Two(GrayImage left, PixelBox leftBox, GrayImage right, Random random)
    {
        var rightBox = InkImage.Box(right, Threshold);
        if (rightBox.IsEmpty)
            return Around(left, leftBox, random);
        int gap = random.Next(-2, 5), width = leftBox.Width + rightBox.Width + 8, start = leftBox.Width + gap, lower = random.Next(-2, 3);
        var pixels = new byte[width * Size];
        Lay(left, leftBox, 0, 0);
        Lay(right, rightBox, start, lower);
        return Field(new GrayImage(width, Size, pixels.AsSpan())) ?? Around(left, leftBox, random);

        void Lay(GrayImage digit, PixelBox box, int column, int down)
        {
            for (int y = 0; y < box.Height; y++)
            {
                for (int x = 0; x < box.Width; x++)
                {
                    int row = box.Y + y + down;
                    if ((uint)row < Size && (uint)(column + x) < (uint)width)
                        pixels[(row * width) + column + x] = Math.Max(pixels[(row * width) + column + x], digit[box.X + x, box.Y + y]);
                }
            }
        }
    }

    /// <summary>The paper in the box of a digit, as if it were the ink.</summary>
    private static byte[] Around(GrayImage digit, PixelBox box, Random random)
    {
        int margin = random.Next(2) == 0 ? random.Next(2) : random.Next(2, 9);
        var room = new PixelBox(box.X - margin, box.Y - margin, box.Width + (2 * margin), box.Height + (2 * margin));
        var paper = digit.Cropped(room).Inverted();
        if (Field(paper) is { } all && random.Next(2) == 0)
            return all;

        // What hangs together with a side is often left out, so that the holes alone remain.
        var mask = PixelMask.Above(paper, Threshold);
        var holes = InkPiece.In(mask, paper).Where(piece => piece.SidesTouched == 0).SelectMany(piece => piece.Pixels);
        return Field(mask.Only(holes).Cut(paper)) ?? Field(paper) ?? paper.Pixels.ToArray();
    }

    private static byte[]? Field(GrayImage ink)
    {
        var box = InkImage.Box(ink, Threshold);
        return box.IsEmpty ? null : new WrittenDigit(ink, box, Threshold).Field();
    }
}
