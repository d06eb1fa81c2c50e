namespace Inkling.Digits.Imaging;

/// <summary>How thick the strokes of a digit are, and making them thicker or thinner.</summary>
internal static class StrokeWidth
{
    /// <summary>
    /// The widths, in pixels of the field, between which nothing is changed: of MNIST's 60,000 training images, measured as here, one in a
    /// hundred is thinner and one in a hundred thicker. Their mean is 2.45.
    /// </summary>
    private const double Thinnest = 1.43;
    private const double Thickest = 4.28;

    /// <summary>What thin and thick strokes are brought to: common widths, but no further from the writer's own than needed.</summary>
    private const double Thin = 2;
    private const double Thick = 3;

    /// <summary>The digit as <see cref="WrittenDigit.Fitted"/>, its strokes made thicker or thinner when they are further from MNIST's than nearly all of its own.</summary>
    public static (float[] Pixels, int Width, int Height) Fitted(WrittenDigit digit)
    {
        var fitted = digit.Fitted();
        var (pixels, width, height) = fitted;
        double measured = Of(new GrayImage(width, height, Array.ConvertAll(pixels, value => (byte)value)));
        double wanted = measured < Thinnest ? Thin : measured > Thickest ? Thick : measured;
        double scale = Math.Max(digit.Box.Width, digit.Box.Height) / (double)DigitField.DigitSize;
        int step = (int)Math.Round((wanted - measured) * scale / 2);
        if (step == 0)
            return fitted;

        var ink = Moved(digit.Ink, step);
        var box = InkImage.Box(ink, digit.Threshold);
        return box.IsEmpty ? fitted : (digit with { Ink = ink, Box = box }).Fitted();
    }

    /// <summary>
    /// Twice the area over the length of the outline, which is the width of a long stroke. Both are taken from the gray values, the outline
    /// as the sum of the gradients (coarea formula), so that soft edges do no harm.
    /// </summary>
    /// <param name="ink">0 paper to 255 ink.</param>
    /// <returns>The width in pixels; 0 when there is no ink.</returns>
    public static double Of(GrayImage ink)
    {
        double area = 0, outline = 0;
        for (int y = -1; y < ink.Height; y++)
        {
            for (int x = -1; x < ink.Width; x++)
            {
                double here = Ink(x, y), right = Ink(x + 1, y) - here, below = Ink(x, y + 1) - here;
                area += here;
                outline += Math.Sqrt((right * right) + (below * below));
            }
        }

        return outline == 0 ? 0 : 2 * area / outline;

        double Ink(int x, int y) => x < 0 || y < 0 || x >= ink.Width || y >= ink.Height ? 0 : ink.Pixels.Span[(y * ink.Width) + x];
    }

    /// <summary>Moves the edge of every stroke by <paramref name="pixels"/>: outwards when positive, inwards when negative.</summary>
    public static GrayImage Moved(GrayImage ink, int pixels)
    {
        for (int i = 0; i < Math.Abs(pixels); i++)
            ink = Step(ink, pixels > 0, diagonals: i % 2 == 1);
        return ink;
    }

    /// <summary>The most or least ink of a pixel and its neighbours; squares and crosses by turns make an octagon. Around the image there is paper.</summary>
    private static GrayImage Step(GrayImage ink, bool most, bool diagonals)
    {
        int width = ink.Width, height = ink.Height;
        var old = ink.Pixels.Span;
        var moved = new byte[old.Length];
        byte[] paper = new byte[width], ofColumns = new byte[width];
        for (int y = 0; y < height; y++)
        {
            var row = old.Slice(y * width, width);
            Extremes(row, y > 0 ? old.Slice((y - 1) * width, width) : paper, y < height - 1 ? old.Slice((y + 1) * width, width) : paper, most, ofColumns);

            // Of a square, the extremes of columns and their neighbours; of a cross, of the column and of the pixels beside.
            ReadOnlySpan<byte> beside = diagonals ? ofColumns : row;
            var to = moved.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
                to[x] = Extreme(ofColumns[x], Extreme(x > 0 ? beside[x - 1] : (byte)0, x < width - 1 ? beside[x + 1] : (byte)0, most), most);
        }

        return new GrayImage(width, height, moved);
    }

    private static void Extremes(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, bool most, Span<byte> extremes)
    {
        for (int i = 0; i < extremes.Length; i++)
            extremes[i] = Extreme(a[i], Extreme(b[i], c[i], most), most);
    }

    private static byte Extreme(byte a, byte b, bool most) => most ? Math.Max(a, b) : Math.Min(a, b);
}
