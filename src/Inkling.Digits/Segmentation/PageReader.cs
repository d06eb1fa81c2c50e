using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Finds and reads all digits of a sheet.</summary>
/// <param name="judge">Says what fields of 28×28 show, many at once.</param>
internal sealed class PageReader(Func<IReadOnlyList<byte[]>, JudgedDigit[]> judge)
{
    /// <summary>The longer side of the copy on which digits are looked for first, and of the largest one on which small ones are looked for again.</summary>
    private const int Side = 480;
    private const int MostSide = 2000;

    /// <summary>Where digits are lower than the first, a copy is searched on which they are as high as the second, in pixels.</summary>
    private const int LowDigits = 40;
    private const int WantedHeight = 56;

    /// <summary>The digits of an image, each with its line; what is neither digit nor near one is left out.</summary>
    public List<(NormalizedDigit Seen, JudgedDigit Judged, bool IsCut, int Line)> Read(GrayImage image)
    {
        var sheet = SheetInk.Of(image, Side);
        var strokes = PageStrokes.Of(sheet);
        if (strokes.DigitHeight is > 0 and < LowDigits && Math.Max(image.Width, image.Height) > Side)
        {
            sheet = SheetInk.Of(image, Math.Min(MostSide, Side * WantedHeight / strokes.DigitHeight));
            strokes = PageStrokes.Of(sheet);
        }

        var reader = new LineReader(new DigitCutter(sheet.Ink, strokes), judge);
        var digits = new List<(NormalizedDigit, JudgedDigit, bool, int)>();
        int line = 0;
        foreach (var found in WritingLine.In(strokes).Select(reader.Read).Where(found => found.Count > 0))
        {
            digits.AddRange(found.Select(digit => (sheet.Digit(digit.Field, digit.Box), digit.Judged, digit.IsCut, line)));
            line++;
        }

        return digits;
    }
}
