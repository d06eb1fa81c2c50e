using Inkling.Digits.Imaging;
using Inkling.Lines;

namespace Inkling.Digits.Lines;

/// <summary>A line of an image in the form in which it is read: see <see cref="LineStrip"/>.</summary>
/// <param name="Pixels">32 rows, 0 paper to 255 ink.</param>
/// <param name="Width">Columns, those of the line and paper behind it.</param>
/// <param name="Columns">Those of the line.</param>
/// <param name="Image">What it was cut out of.</param>
/// <param name="Part">Where.</param>
internal sealed record Strip(byte[] Pixels, int Width, int Columns, GrayImage Image, LinePart Part)
{
    private const int Height = LineStrip.Height;

    /// <summary>The ink, out of 255, from which a pixel counts as written: for the boxes of digits alone.</summary>
    private const int Inked = 90;

    /// <summary>
    /// The widths of strips: the network's memory is kept for each, so there are few. Of a line that is longer than the last, the columns come closer together.
    /// </summary>
    private static readonly int[] _widths = [32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048];

    /// <summary>A column as narrow as a stroke is the least that a line has.</summary>
    private const int FewestColumns = 8;

    /// <summary>Brings a part of an image into that form.</summary>
    /// <param name="image">The image.</param>
    /// <param name="part">The part; what of it lies outside of the image shows the nearest pixel.</param>
    public static Strip Of(GrayImage image, LinePart part)
    {
        var box = part.Box;
        int columns = (int)Math.Clamp(Math.Round((double)box.Width * Height / box.Height), FewestColumns, _widths[^1]);
        int width = Array.Find(_widths, width => width >= columns);
        var gray = new byte[Height * columns];
        if (part.Slope == 0)
            Resampling.Scale(image.Pixels.Span, image.Width, box.X, box.Y, box.Width, box.Height, gray, columns);
        else
            Resampling.Scale(Level(image, part), box.Width, 0, 0, box.Width, box.Height, gray, columns);
        var pixels = new byte[Height * width];
        LineStrip.Stretch(gray, columns, pixels);
        return new(pixels, width, columns, image, part);
    }

    /// <summary>Whether a row without ink lies between rows that have some.</summary>
    public bool IsParted()
    {
        bool[] hasInk = [.. Enumerable.Range(0, Height).Select(y => Pixels.AsSpan(y * Width, Columns).IndexOfAnyInRange((byte)Inked, byte.MaxValue) >= 0)];
        int first = Array.IndexOf(hasInk, true), last = Array.LastIndexOf(hasInk, true);
        return first >= 0 && Array.IndexOf(hasInk, false, first, last - first) >= 0;
    }

    /// <summary>The column of the least ink between two columns; of several, that nearest to the middle.</summary>
    public int PalestColumn(int from, int to)
    {
        int best = (from + to) / 2, least = int.MaxValue;
        for (int x = from; x <= to; x++)
        {
            int ink = 0;
            for (int y = 0; y < Height; y++)
                ink += Pixels[(y * Width) + x];
            if (ink < least || (ink == least && Math.Abs((2 * x) - from - to) < Math.Abs((2 * best) - from - to)))
                (best, least) = (x, ink);
        }

        return best;
    }

    /// <summary>The smallest box around the ink between two columns; all rows where there is none.</summary>
    public PixelBox InkBox(int from, int to)
    {
        from = Math.Clamp(from, 0, Columns - 1);
        to = Math.Clamp(to, from + 1, Columns);
        var between = new PixelBox(from, 0, to - from, Height);
        var ink = InkImage.Box(AsImage().Cropped(between), Inked - 1);
        return ink.IsEmpty ? between : ink with { X = from + ink.X };
    }

    /// <summary>The digit in a box, as a network for single digits knows it: nothing but this digit, with room for its strokes to be made thicker.</summary>
    public byte[] Field(PixelBox box)
    {
        const int Room = 2;
        var alone = AsImage().Cropped(box).WithMargin(Room, brightness: 0);
        return new WrittenDigit(alone, new(Room, Room, box.Width, box.Height), Inked).Field();
    }

    private GrayImage AsImage() => new(Width, Height, Pixels);

    /// <summary>A box of the strip in pixels of the file that the image was read from.</summary>
    public PixelBox InImage(PixelBox box)
    {
        var from = Part.Box;
        double across = (double)from.Width / Columns, down = (double)from.Height / Height;
        int fall = Part.FallAt((box.X + (box.Width / 2.0)) * across);
        int left = from.X + (int)(box.X * across), top = from.Y + (int)(box.Y * down) + fall;
        int right = from.X + (int)Math.Ceiling((box.X + box.Width) * across), bottom = from.Y + (int)Math.Ceiling((box.Y + box.Height) * down) + fall;
        return new PixelBox(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top)).Times(Image.Reduction);
    }

    private static byte[] Level(GrayImage image, LinePart part)
    {
        var box = part.Box;
        var level = new byte[box.Width * box.Height];
        for (int x = 0; x < box.Width; x++)
        {
            int fall = part.FallAt(x), column = Math.Clamp(box.X + x, 0, image.Width - 1);
            for (int y = 0; y < box.Height; y++)
                level[(y * box.Width) + x] = image[column, Math.Clamp(box.Y + y + fall, 0, image.Height - 1)];
        }

        return level;
    }
}
