using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Cuts fragments out of a sheet and brings them into the form the networks know.</summary>
/// <param name="Ink">The ink of the sheet.</param>
/// <param name="Strokes">All strokes on it.</param>
internal sealed record DigitCutter(GrayImage Ink, PageStrokes Strokes)
{
    /// <summary>The box around fragments.</summary>
    public static PixelBox Box(ReadOnlySpan<Fragment> fragments)
    {
        var box = default(PixelBox);
        foreach (var fragment in fragments)
            box = box.Union(fragment.Box);
        return box;
    }

    /// <summary>The field of 28×28 with the fragments taken together, and nothing of their neighbours.</summary>
    public byte[] Field(ReadOnlySpan<Fragment> fragments)
    {
        var box = Box(fragments);
        int margin = WrittenDigit.Edge + (Math.Max(box.Width, box.Height) / DigitField.DigitSize);
        int width = box.Width + (2 * margin), height = box.Height + (2 * margin), left = box.X - margin, top = box.Y - margin;
        var own = new List<int>();
        foreach (var fragment in fragments)
        {
            foreach (int pixel in fragment.Pixels)
                own.Add((((pixel / Ink.Width) - top) * width) + (pixel % Ink.Width) - left);
        }

        var area = new PixelBox(left, top, width, height);
        var (ink, strokes) = (Ink.Cropped(area), Strokes.Mask.Cropped(area));
        var mask = strokes.Only(own);
        var others = strokes.Without(mask);
        mask = mask.Dilated(WrittenDigit.Edge);
        return new WrittenDigit(mask.Without(others).Cut(ink), box with { X = margin, Y = margin }, Strokes.Threshold).Field();
    }
}
