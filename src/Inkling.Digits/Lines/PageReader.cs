using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>Reads all lines of an image.</summary>
internal static class PageReader
{
    /// <summary>A page has no more lines than this; what seems to have more is a texture, and reading all of it would take without end.</summary>
    private const int MostLines = 100;

    /// <summary>
    /// The lines, from top to bottom. An image that is one line beyond doubt, and whose ink no row of paper parts, needs no closer look. Else ink says where lines
    /// may be, or the whole is one: the likelier of the two is taken. The image may also show a sheet on something else; then the sheet is read, too, and taken if that
    /// gives more digits of which the reader is surer.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="reader">Reads each line.</param>
    /// <param name="cancellation">Looked at before every line.</param>
    public static IReadOnlyList<LineReading> Read(GrayImage image, LineReader reader, CancellationToken cancellation)
    {
        if (reader.Glance(image, LinePart.Of(image)) is { Probability: > LineReader.BeyondDoubt, IsParted: false } line && line.Digits.Any())
            return [line];
        var parts = Sheet.In(image).Select(sheet => new LinePart(sheet)).Prepend(LinePart.Of(image));
        return parts.Select(part => ReadPart(image, part, reader, cancellation)).MaxBy(lines => lines.Sum(line => line.Worth))!;
    }

    private static LineReading[] ReadPart(GrayImage image, LinePart part, LineReader reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var page = Page.Of(part == LinePart.Of(image) ? image : image.Cropped(part.Box));
        LinePart[][] lines = [.. page.LineParts().Select(ways => Array.ConvertAll(ways, way => way.MovedBy(part.Box.X, part.Box.Y)))];
        // In a whole whose digits are too low for the network, it sees signs that are none; that is no evidence against what is read of the lines.
        bool isSeen = page.IsLegibleAsOneLine || lines.Length > MostLines || reader.Glance(image, part).Digits.Any();
        if (lines.Length == 1 && !isSeen)
            return [reader.Read(image, lines[0])];
        if (lines.Length is <= 1 or > MostLines)
            return [reader.Read(image, [part, .. lines.Length == 1 ? lines[0] : []])];

        var asOne = reader.Read(image, [part]);
        LineReading[] asSeveral = [.. lines.Select(ReadLine).Where(line => line.Digits.Any())];
        double isOne = isSeen ? asOne.Probability : LineReader.Unseen;
        return asSeveral.Length == 0 || isOne >= asSeveral.Aggregate(1.0, (product, line) => product * line.Probability) ? [asOne] : asSeveral;

        LineReading ReadLine(LinePart[] ways)
        {
            cancellation.ThrowIfCancellationRequested();
            return reader.Read(image, ways);
        }
    }
}
