using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>Reads all lines of an image.</summary>
internal static class PageReader
{
    /// <summary>How much paper around a line is shown to the reader: each of these, since it cannot be known what belongs to the line.</summary>
    private static readonly double[] _margins = [0.08, 0.3];

    /// <summary>
    /// The lines, from top to bottom. Ink says where lines may be, and the whole image may be one; of the two readings the one that has more digits of
    /// which the reader is surer is taken.
    /// </summary>
    public static IReadOnlyList<LineReading> Read(GrayImage image, LineReader reader)
    {
        var whole = new PixelBox(0, 0, image.Width, image.Height);
        var page = Page.Of(image);
        PixelBox[][] found = [.. _margins.Select(margin => page.LineBoxes(margin).ToArray())];
        if (page.Lines.Count <= 1)
            return [reader.Read(image, [whole, .. found.SelectMany(boxes => boxes)])];

        var asOne = reader.Read(image, [whole]);
        LineReading[] asSeveral = [.. Enumerable.Range(0, page.Lines.Count).Select(line => reader.Read(image, [.. found.Select(boxes => boxes[line])]))];
        asSeveral = [.. asSeveral.Where(line => line.Digits.Any())];
        return asOne.Worth >= asSeveral.Sum(line => line.Worth) ? [asOne] : asSeveral;
    }
}
