using Inkling.Digits.Imaging;
using Inkling.Lines;

namespace Inkling.Digits.Lines;

/// <summary>A sheet with the lines of writing on it, before any of them is read.</summary>
/// <param name="Source">The image.</param>
/// <param name="Sheet">Its ink, on a copy.</param>
/// <param name="Lines">The lines, from top to bottom.</param>
internal sealed record Page(GrayImage Source, RelativeInk Sheet, List<WritingLine> Lines)
{
    /// <summary>The longer side of the copy on which digits are looked for first, and of the largest one on which small ones are looked for again.</summary>
    private const int Side = 480;
    private const int MostSide = 2000;

    /// <summary>Where digits are lower than the first, a copy is searched on which they are as high as the second, in pixels.</summary>
    private const int LowDigits = 40;
    private const int WantedHeight = 56;

    /// <summary>A line that climbs or falls by no more than this part of its height is level enough.</summary>
    private const double LevelEnough = 0.5;

    /// <summary>How much paper around a line is shown, as a part of the height of its digits.</summary>
    private const double LittleMargin = 0.08, MoreMargin = 0.3;

    /// <summary>Finds the lines of an image.</summary>
    public static Page Of(GrayImage image)
    {
        var sheet = On(Side);
        var strokes = PageStrokes.Of(sheet);
        if (strokes.DigitHeight is > 0 and < LowDigits && Math.Max(image.Width, image.Height) > Side)
        {
            sheet = On(Math.Min(MostSide, Side * WantedHeight / strokes.DigitHeight));
            strokes = PageStrokes.Of(sheet);
        }

        return new(image, sheet, WritingLine.In(strokes));

        RelativeInk On(int side)
        {
            var small = AreaAverage.Reduced(image, side);
            return RelativeInk.Of(small, InkAndPaper.Of(small).Polarity);
        }
    }

    /// <summary>Whether its digits, where there are some, are high enough to be read if the whole sheet is shown as one line.</summary>
    public bool IsLegibleAsOneLine => Lines.Count == 0 || LineStrip.Height * Lines.Max(line => line.Height) >= LineStrip.LowestDigit * Sheet.Ink.Height;

    /// <summary>
    /// The ways to show each of its lines, in pixels of the image: with little and with more of the paper around it, since it cannot be known what belongs to the
    /// line, and made level where it climbs or falls by more than a part of its height.
    /// </summary>
    public IEnumerable<LinePart[]> LineParts() => Lines.Select(line =>
    {
        var box = line.Box;
        double slope = line.Slope();
        LinePart[] ways = [Part(LittleMargin), Part(MoreMargin)];
        if (Math.Abs(slope) * box.Width <= LevelEnough * line.Height)
            return ways;

        // As high as its digits, about its middle.
        int height = (int)((1 + (2 * MoreMargin)) * line.Height);
        var level = (box with { Y = box.Y + (box.Height / 2) - (height / 2), Height = height }).Scaled(Sheet.Ink, Source);
        return [.. ways, new LinePart(level, slope)];

        LinePart Part(double margin) => new(box.WithRoom((int)Math.Ceiling(margin * line.Height), Sheet.Ink).Scaled(Sheet.Ink, Source));
    });
}
