namespace Inkling.Digits.Imaging;

/// <summary>Parts of an image that may be the sheet that somebody wrote on, where the image shows more than it: a note on a desk, a label, a field of a form.</summary>
internal static class Sheet
{
    /// <summary>The longer side of the copy on which sheets are looked for.</summary>
    private const int Side = 96;

    /// <summary>A part is no sheet of its own if it is hardly smaller than the image, or has no room for writing.</summary>
    private const double MostOfImage = 0.8, LeastOfImage = 0.02;

    /// <summary>A sheet fills its box, but for what is written on it.</summary>
    private const double LeastFilled = 0.6;

    /// <summary>So much of each side is left out: the edge of the sheet, and its shadow.</summary>
    private const double Edge = 0.04;

    /// <summary>The largest even part that is lighter than the rest of the image and the largest that is darker, each where it could be a sheet.</summary>
    public static IEnumerable<PixelBox> In(GrayImage image)
    {
        var small = AreaAverage.Reduced(image, Side);
        var levels = InkAndPaper.Of(small, Polarity.DarkOnLight);
        if (levels.IsBlank)
            yield break;

        foreach (var side in (GrayImage[])[small, small.Inverted()])
        {
            int threshold = side == small ? levels.Threshold : 254 - levels.Threshold;
            var box = Largest(PixelMask.Above(side, threshold), side);
            if (!box.IsEmpty)
                yield return box.Scaled(small, image);
        }
    }

    private static PixelBox Largest(PixelMask mask, GrayImage image)
    {
        var part = InkPiece.In(mask, image).MaxBy(piece => piece.Pixels.Count);
        if (part is null)
            return default;

        var box = part.Box;
        double area = (double)box.Width * box.Height, share = area / (image.Width * image.Height);
        if (share is < LeastOfImage or > MostOfImage || part.Pixels.Count < LeastFilled * area)
            return default;
        int across = 1 + (int)(Edge * box.Width), down = 1 + (int)(Edge * box.Height);
        return new(box.X + across, box.Y + down, box.Width - (2 * across), box.Height - (2 * down));
    }
}
