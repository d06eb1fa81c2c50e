using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>Reads all lines of an image.</summary>
internal static class PageReader
{
    /// <summary>
    /// The lines, from top to bottom. Ink says where lines may be, the whole image may be one, and the image may show a sheet on something else. Of these
    /// readings the one is taken that has more digits of which the reader is surer.
    /// </summary>
    public static IReadOnlyList<LineReading> Read(GrayImage image, LineReader reader)
    {
        var parts = Sheet.In(image).Select(sheet => new LinePart(sheet)).Prepend(LinePart.Of(image));
        return parts.Select(part => ReadPart(image, part, reader)).MaxBy(lines => lines.Sum(line => line.Worth))!;
    }

    private static LineReading[] ReadPart(GrayImage image, LinePart part, LineReader reader)
    {
        var page = Page.Of(part == LinePart.Of(image) ? image : image.Cropped(part.Box));
        LinePart[][] lines = [.. page.LineParts().Select(ways => Array.ConvertAll(ways, way => way.MovedBy(part.Box.X, part.Box.Y)))];
        if (lines.Length <= 1)
            return [reader.Read(image, [part, .. lines.SelectMany(ways => ways)])];

        var asOne = reader.Read(image, [part]);
        LineReading[] asSeveral = [.. lines.Select(ways => reader.Read(image, ways)).Where(line => line.Digits.Any())];
        return asOne.Worth >= asSeveral.Sum(line => line.Worth) ? [asOne] : asSeveral;
    }
}
