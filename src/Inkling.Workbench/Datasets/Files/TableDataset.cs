using System.Globalization;
using Inkling.Data;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>A data set of tables of pixels (CSV), one to learn from and one to test on, or one alone.</summary>
internal static class TableDataset
{
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

        var test = tables.Length < 2 ? null : tables.FirstOrDefault(table => Is(table, "test", "testing", "t10k")) ?? tables.FirstOrDefault(table => Is(table, "val", "valid", "validation"));
        PixelTable[] others = [.. tables.Where(table => table != test)];
        var train = others.FirstOrDefault(table => Is(table, "train", "training")) ?? (others is [var only] ? only : null);
        if (train is null)
            return null;
        foreach (var table in others.Where(table => table != train))
            tell($"{Path.GetFileName(table.File)} left out beside {Path.GetFileName(train.File)}");

        var rows = train.Read(tell);
        string[] names = NamesOf(rows.Select(row => row.Label));
        Sample[] learn = Samples(rows, train, names);
        if (test is not null && test.Side != train.Side)
            throw new InvalidDataException($"{test.File}: expected images of {train.Side}×{train.Side} like those of {Path.GetFileName(train.File)}, found {test.Side}×{test.Side}");
        return SampleDataset.Of(path, train.Side, train.Side, names, learn, test is null ? null : Samples(test.Read(), test, names), tell);
    }

    private static bool IsTable(string file) => Path.GetExtension(file).ToUpperInvariant() is ".CSV" or ".TSV";

    private static bool Is(PixelTable table, params string[] words) =>
        Path.GetFileNameWithoutExtension(table.File).ToLowerInvariant().Split('_', '-', '.', ' ').Any(words.Contains);

    // Labels that are numbers are those of classes from 0 on; else each word is a class.
    private static string[] NamesOf(IEnumerable<string> labels)
    {
        string[] different = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int?[] numbers = Array.ConvertAll(different, NumberOf);
        return numbers.Contains(null) ? different : [.. Enumerable.Range(0, 1 + numbers.Max()!.Value).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static int? NumberOf(string label)
    {
        const int MostClasses = 65536;
        return int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < MostClasses ? number : null;
    }

    private static Sample[] Samples(List<(string Label, byte[] Pixels)> rows, PixelTable table, string[] names)
    {
        var labels = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return [.. rows.Select(row => new Sample(row.Pixels, LabelOf(row.Label)))];

        int LabelOf(string label) =>
            labels.TryGetValue(label, out int found) ? found
            : NumberOf(label) is { } number && labels.TryGetValue(number.ToString(CultureInfo.InvariantCulture), out found) ? found // "007"
            : throw new InvalidDataException($"{table.File}: expected the labels {string.Join(", ", names)}, found '{label}'");
    }
}
