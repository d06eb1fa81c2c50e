using System.Globalization;
using Inkling.Data;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>A data set of tables of pixels (CSV), one to learn from and one to test on, or one alone.</summary>
internal static class TableDataset
{
    /// <summary>Where there is nothing to test on, every so many-th row is.</summary>
    private const int TestEvery = 6;

    /// <summary>Opens a file, or those of a folder; null where none is a table of labelled images.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="tell">Gets what a person should know: of tables that are left out.</param>
    /// <exception cref="InvalidDataException">A table is damaged, or does not fit the other.</exception>
    public static Dataset? TryOpen(string path, Action<string> tell)
    {
        string[] files = File.Exists(path) ? [path] : [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)];
        PixelTable[] tables = [.. files.Where(IsTable).Select(PixelTable.TryOpen).OfType<PixelTable>()];
        foreach (var table in tables.Where(table => table.LabelColumn is null))
            tell($"{Path.GetFileName(table.File)} left out: it has no labels");
        tables = [.. tables.Where(table => table.LabelColumn is not null)];

        var test = tables.FirstOrDefault(table => Has(table, "test")) ?? tables.FirstOrDefault(table => Has(table, "val"));
        PixelTable[] others = [.. tables.Where(table => table != test)];
        var train = others.FirstOrDefault(table => Has(table, "train")) ?? (others is [var only] ? only : null);
        if (train is null)
            return null;
        foreach (var table in others.Where(table => table != train))
            tell($"{Path.GetFileName(table.File)} left out beside {Path.GetFileName(train.File)}");

        var rows = train.Read();
        string[] names = NamesOf(rows.Select(row => row.Label));
        Sample[] learn = Samples(rows, train, names);
        if (test is not null && test.Side != train.Side)
            throw new InvalidDataException($"{test.File}: expected images of {train.Side}×{train.Side} like those of {Path.GetFileName(train.File)}, found {test.Side}×{test.Side}");
        return new(
            path, 1, train.Side, train.Side, names,
            Reader.Of(test is null ? [.. learn.Where((_, index) => index % TestEvery != TestEvery - 1)] : learn),
            Reader.Of(test is null ? [.. learn.Where((_, index) => index % TestEvery == TestEvery - 1)] : Samples(test.Read(), test, names)));
    }

    private static bool IsTable(string file) => Path.GetExtension(file).ToUpperInvariant() is ".CSV" or ".TSV";

    private static bool Has(PixelTable table, string word) => Path.GetFileName(table.File).Contains(word, StringComparison.OrdinalIgnoreCase);

    // Labels that are numbers are those of classes from 0 on; else each word is a class.
    private static string[] NamesOf(IEnumerable<string> labels)
    {
        const int MostClasses = 65536;
        string[] different = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] numbers = [.. different.Select(label => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < MostClasses ? number : -1)];
        return numbers.Contains(-1) ? different : [.. Enumerable.Range(0, 1 + numbers.Max()).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static Sample[] Samples(List<(string Label, byte[] Pixels)> rows, PixelTable table, string[] names)
    {
        var labels = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return [.. rows.Select(row => new Sample(row.Pixels, labels.TryGetValue(row.Label, out int label)
            ? label
            : throw new InvalidDataException($"{table.File}: expected the labels {string.Join(", ", names)}, found '{row.Label}'")))];
    }
}
