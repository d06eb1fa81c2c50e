using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Reads all digits of a page.</summary>
/// <param name="judge">Says what fields of 28×28 show, many at once.</param>
internal sealed class PageReader(Func<IReadOnlyList<byte[]>, JudgedDigit[]> judge)
{
    /// <summary>The digits, each with its line; what is neither digit nor near one is left out.</summary>
    public List<(NormalizedDigit Seen, JudgedDigit Judged, bool IsCut, int Line)> Read(Page page)
    {
        var reader = new LineReader(new DigitCutter(page.Sheet.Ink, page.Strokes), judge);
        var digits = new List<(NormalizedDigit, JudgedDigit, bool, int)>();
        int line = 0;
        foreach (var found in page.Lines.Select(reader.Read).Where(found => found.Count > 0))
        {
            digits.AddRange(found.Select(digit => (page.Sheet.Digit(digit.Field, digit.Box), digit.Judged, digit.IsCut, line)));
            line++;
        }

        return digits;
    }
}
