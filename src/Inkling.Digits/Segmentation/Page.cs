using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A sheet with the lines of writing on it, before any of them is read.</summary>
/// <param name="Sheet">The ink.</param>
/// <param name="Strokes">The strokes.</param>
/// <param name="Lines">The lines, from top to bottom.</param>
internal sealed record Page(SheetInk Sheet, PageStrokes Strokes, List<WritingLine> Lines)
{
    /// <summary>The longer side of the copy on which digits are looked for first, and of the largest one on which small ones are looked for again.</summary>
    private const int Side = 480;
    private const int MostSide = 2000;

    /// <summary>Where digits are lower than the first, a copy is searched on which they are as high as the second, in pixels.</summary>
    private const int LowDigits = 40;
    private const int WantedHeight = 56;

    /// <summary>Boxes of the same ink, found on two copies, differ by no more than this share of the larger side.</summary>
    private const double Slack = 0.02;

    /// <summary>Finds the lines of an image.</summary>
    public static Page Of(GrayImage image)
    {
        var sheet = SheetInk.Of(image, Side);
        var strokes = PageStrokes.Of(sheet);
        if (strokes.DigitHeight is > 0 and < LowDigits && Math.Max(image.Width, image.Height) > Side)
        {
            sheet = SheetInk.Of(image, Math.Min(MostSide, Side * WantedHeight / strokes.DigitHeight));
            strokes = PageStrokes.Of(sheet);
        }

        return new(sheet, strokes, WritingLine.In(strokes));
    }

    /// <summary>Whether all its writing lies in a box of the image.</summary>
    public bool LiesIn(PixelBox box)
    {
        int slack = 1 + (int)(Slack * Math.Max(box.Width, box.Height));
        var room = new PixelBox(box.X - slack, box.Y - slack, box.Width + (2 * slack), box.Height + (2 * slack));
        return Lines.TrueForAll(line => line.Pieces.TrueForAll(piece => room.Union(Sheet.InSource(piece.Box)) == room));
    }
}
