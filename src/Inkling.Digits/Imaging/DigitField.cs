namespace Inkling.Digits.Imaging;

/// <summary>The last steps of normalising: a digit of at most 20x20 placed in the 28x28 field as MNIST did.</summary>
internal static class DigitField
{
    /// <summary>The longer side of the digit, in pixels.</summary>
    public const int DigitSize = 20;

    /// <summary>
    /// Where MNIST has the centre of mass, in both directions: in the middle of pixel 14 (0-based), half a pixel right of and below the
    /// middle of the field. The mean over its 10,000 test images is 14.51 across and 14.49 down.
    /// </summary>
    public const double Centre = 14.5;

    /// <summary>The size of a box after its longer side is made <see cref="DigitSize"/>, its aspect kept.</summary>
    public static (int Width, int Height) Fit(PixelBox box)
    {
        double scale = (double)DigitSize / Math.Max(box.Width, box.Height);
        return (Scaled(box.Width), Scaled(box.Height));

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));
    }

    /// <summary>
    /// Stretches ink in place until it is as dark as all of MNIST's is: the full ink of a digit, the level that one in ten of its inked pixels
    /// exceeds, becomes 255. It is less for a pencil, in a blurred photo, and where scaling made a thin stroke gray.
    /// </summary>
    public static void Stretch(float[] digit)
    {
        var inked = Array.FindAll(digit, value => value >= 1);
        if (inked.Length == 0)
            return;
        Array.Sort(inked);
        float full = inked[inked.Length * 9 / 10];
        for (int i = 0; i < digit.Length; i++)
            digit[i] = Math.Min(255, digit[i] * 255 / full);
    }

    /// <summary>
    /// Places the digit so that its centre of mass falls on <see cref="Centre"/>, to the nearest pixel and never over the field's edge.
    /// </summary>
    /// <returns>28 · 28 bytes, row by row.</returns>
    public static byte[] Place(float[] digit, int width, int height)
    {
        const int Size = NormalizedDigit.Size;
        var (massX, massY) = CentreOfMass(digit, width);
        int left = Math.Clamp((int)Math.Round(Centre - massX), 0, Size - width);
        int top = Math.Clamp((int)Math.Round(Centre - massY), 0, Size - height);

        var field = new byte[NormalizedDigit.Size * NormalizedDigit.Size];
        for (int i = 0; i < digit.Length; i++)
            field[((top + (i / width)) * Size) + left + (i % width)] = (byte)(digit[i] + 0.5f);
        return field;
    }

    /// <summary>The centre of mass, in pixels from the top left corner; the centre of the first pixel is at (0.5, 0.5).</summary>
    public static (double X, double Y) CentreOfMass(ReadOnlySpan<float> ink, int width)
    {
        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            mass += ink[i];
            x += ink[i] * ((i % width) + 0.5);
            y += ink[i] * ((i / width) + 0.5);
        }

        return mass == 0 ? (width / 2.0, ink.Length / width / 2.0) : (x / mass, y / mass);
    }
}
