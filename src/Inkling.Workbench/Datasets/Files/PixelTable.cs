using System.Globalization;
using Inkling.Data;
using nietras.SeparatedValues;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>A table whose rows are images: a column is the label, the others are the pixels of a square, row by row, as Kaggle and many others give MNIST away.</summary>
/// <param name="File">Its file.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="LabelColumn">Which column is the label, or null where none is.</param>
/// <param name="Side">Rows and columns of an image.</param>
internal sealed record PixelTable(string File, bool HasHeader, int? LabelColumn, int Side)
{
    private const int RowsToJudgeBy = 100, SmallestSide = 4;
    private static readonly string[] _labelNames = ["label", "labels", "class", "target", "digit", "y", "character"];

    /// <summary>Looks at the first rows of a file; null where they are no images.</summary>
    /// <exception cref="InvalidDataException">The rows are not of one length.</exception>
    public static PixelTable? TryOpen(string file)
    {
        using var reader = OpenReader(file);
        string[]? first = reader.MoveNext() ? Cells(reader.Current) : null;
        if (first is null || first.Length < (SmallestSide * SmallestSide))
            return null;

        // One word among numbers may be a label as well.
        int words = first.Count(cell => !IsNumber(cell));
        bool hasHeader = words > 1 || (words == 1 && first.Any(IsLabelName));
        int named = Array.FindIndex(first, IsLabelName);
        if (hasHeader && !(reader.MoveNext() && Cells(reader.Current).Count(cell => IsNumber(cell)) >= first.Length - 1))
            return null;
        int pixels = first.Length - 1, side = (int)Math.Round(Math.Sqrt(pixels));
        if (side * side == pixels)
            return new(file, hasHeader, Math.Max(named, 0), side);

        // Kaggle's own test file has no labels.
        side = (int)Math.Round(Math.Sqrt(first.Length));
        return side * side == first.Length ? new(file, hasHeader, null, side) : null;
    }

    /// <summary>Reads the table: the label of each row, as it stands there, and its pixels.</summary>
    /// <param name="tell">Gets what a person should know: that pixels are scaled.</param>
    /// <exception cref="InvalidDataException">A cell is no pixel, or the rows are not of one length.</exception>
    public List<(string Label, byte[] Pixels)> Read(Action<string>? tell = null)
    {
        float scale = Rows().Take(RowsToJudgeBy).Select(row => row.Values.Max()).DefaultIfEmpty().Max() <= 1f ? 255f : 1f;
        if (scale > 1f)
            tell?.Invoke($"{Path.GetFileName(File)}: its numbers become pixels: 0 is 0, 1 is 255");
        var samples = new List<(string, byte[])>();
        foreach (var (label, line, values) in Rows())
        {
            var pixels = new byte[values.Length];
            for (int i = 0; i < pixels.Length; i++)
            {
                float value = MathF.Round(values[i] * scale);
                pixels[i] = value is >= 0 and <= 255 ? (byte)value : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File}: line {line}: expected pixels from 0 to {255f / scale}, found {values[i]}"));
            }

            samples.Add((label, pixels));
        }

        return samples;
    }

    private IEnumerable<(string Label, int Line, float[] Values)> Rows()
    {
        using var reader = OpenReader(File);
        if (HasHeader)
            reader.MoveNext();
        var values = new float[Side * Side];
        while (Next(reader))
        {
            var row = reader.Current;
            for (int column = 0, i = 0; column < row.ColCount; column++)
            {
                if (column == LabelColumn)
                    continue;
                values[i++] = row[column].TryParse<float>() ?? throw new InvalidDataException($"{File}: line {row.LineNumberFrom}, column {column + 1}: expected a number, found '{row[column]}'");
            }

            yield return (LabelColumn is { } at ? row[at].ToString().Trim().Trim('"') : "", row.LineNumberFrom, values);
        }
    }

    // What the library says of rows of different lengths is several lines long.
    private bool Next(SepReader reader)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{File}: expected rows of {Side * Side} pixels{(LabelColumn is null ? "" : " and a label")}, found another length ({e.Message.Split('\n')[0].Trim()})", e);
        }
    }

    private static SepReader OpenReader(string file) => Sep.Reader(options => options with { HasHeader = false, CultureInfo = CultureInfo.InvariantCulture }).FromFile(file);

    private static string[] Cells(SepReader.Row row)
    {
        var cells = new string[row.ColCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = row[i].ToString();
        return cells;
    }

    private static bool IsLabelName(string cell) => _labelNames.Contains(cell.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase);

    private static bool IsNumber(string cell) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
