using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>Reads all lines of an image.</summary>
internal static class PageReader
{
    /// <summary>How much paper around a line is shown to the reader: each of these, since it cannot be known what belongs to the line.</summary>
    private static readonly double[] _margins = [0.08, 0.3];

    /// <summary>
    /// The lines, from top to bottom. Ink says where lines may be, the whole image may be one, and the image may show a sheet on something else. Of these
    /// readings the one is taken that has more digits of which the reader is surer.
    /// </summary>
    public static IReadOnlyList<LineReading> Read(GrayImage image, LineReader reader)
    {
        var whole = new PixelBox(0, 0, image.Width, image.Height);
        return Sheet.In(image).Prepend(whole).Select(part => ReadPart(image, part, reader)).MaxBy(lines => lines.Sum(line => line.Worth))!;
    }

    private static LineReading[] ReadPart(GrayImage image, PixelBox part, LineReader reader)
    {
        var page = Page.Of(part.Width == image.Width && part.Height == image.Height ? image : image.Cropped(part));
        PixelBox[][] found = [.. _margins.Select(margin => page.LineBoxes(margin).Select(box => new PixelBox(box.X + part.X, box.Y + part.Y, box.Width, box.Height)).ToArray())];
        if (page.Lines.Count <= 1)
            return [reader.Read(image, [part, .. found.SelectMany(boxes => boxes)])];

        var asOne = reader.Read(image, [part]);
        LineReading[] asSeveral = [.. Enumerable.Range(0, page.Lines.Count).Select(line => reader.Read(image, [.. found.Select(boxes => boxes[line])]))];
        asSeveral = [.. asSeveral.Where(line => line.Digits.Any())];
        return asOne.Worth >= asSeveral.Sum(line => line.Worth) ? [asOne] : asSeveral;
    }
}
