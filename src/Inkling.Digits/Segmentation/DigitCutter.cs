using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Cuts digits out of a sheet and brings them into the form the networks know.</summary>
/// <param name="Ink">The ink of the sheet.</param>
/// <param name="Strokes">All strokes on it.</param>
internal sealed record DigitCutter(GrayImage Ink, PageStrokes Strokes)
{
    /// <summary>The field of 28×28 with these pixels, and nothing of their neighbours.</summary>
    public byte[] Field(CutInk digit)
    {
        int margin = WrittenDigit.Edge + (Math.Max(digit.Box.Width, digit.Box.Height) / DigitField.DigitSize);
        var box = digit.Box with { X = margin, Y = margin };
        var local = new GrayImage(box.Width + (2 * margin), box.Height + (2 * margin), Alone(digit, margin));
        return new WrittenDigit(local, box, Strokes.Threshold).Field();
    }

    /// <summary>The ink of these pixels and of the soft edges around them, up to where other strokes begin.</summary>
    private byte[] Alone(CutInk digit, int margin)
    {
        int left = digit.Box.X - margin, top = digit.Box.Y - margin, width = digit.Box.Width + (2 * margin);
        var alone = new byte[width * (digit.Box.Height + (2 * margin))];
        var ink = Ink.Pixels.Span;
        var strokes = Strokes.Mask.Pixels;
        foreach (int pixel in digit.Pixels)
        {
            var (y, x) = Math.DivRem(pixel, Ink.Width);
            alone[((y - top) * width) + x - left] = ink[pixel];
            if (x > 0 && x < Ink.Width - 1 && y > 0 && y < Ink.Height - 1 && strokes[pixel - 1] && strokes[pixel + 1] && strokes[pixel - Ink.Width] && strokes[pixel + Ink.Width])
                continue; // inside a stroke: its outer pixels reach further

            for (int row = Math.Max(0, y - WrittenDigit.Edge); row <= Math.Min(Ink.Height - 1, y + WrittenDigit.Edge); row++)
            {
                for (int column = Math.Max(0, x - WrittenDigit.Edge); column <= Math.Min(Ink.Width - 1, x + WrittenDigit.Edge); column++)
                {
                    if (!strokes[(row * Ink.Width) + column])
                        alone[((row - top) * width) + column - left] = ink[(row * Ink.Width) + column];
                }
            }
        }

        return alone;
    }
}
