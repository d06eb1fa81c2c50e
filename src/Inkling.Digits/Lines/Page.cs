using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

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

    /// <summary>Where its lines are in the image, each with some of the paper around it.</summary>
    /// <param name="margin">How much of it, as a part of the height of the digits.</param>
    public IEnumerable<PixelBox> LineBoxes(double margin) => Lines.Select(line =>
        line.Box.WithRoom((int)Math.Ceiling(margin * line.Height), Sheet.Ink).Scaled(Sheet.Ink, Sheet.Source));
}
