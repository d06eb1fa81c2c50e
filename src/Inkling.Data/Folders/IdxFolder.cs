using System.Globalization;
using Inkling.Data.Arrays;

namespace Inkling.Data;

/// <summary>
/// A data set of IDX files under the names that collections give them: MNIST's own, with dots, with the name of a collection before them; gzipped or not, also in
/// the subfolders that archives are unpacked to.
/// </summary>
internal static class IdxFolder
{
    private const string ClassNames = "classes.txt", Images = "images", Labels = "labels";
    private const string Train = "train";
    private const int DeepestFolder = 2;
    private static readonly string[] _parts = [Train, "test", "t10k"];

    /// <summary>Opens the folder; null where there are no such files with images to learn from.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, does not fit the others, or there are several collections.</exception>
    public static Dataset? TryOpen(string path, Action<string>? tell)
    {
        Collection[] all = [.. CollectionsOf(path).Where(collection => collection.Files.ContainsKey((IsTest: false, Images)))];
        if (all.Length == 0)
            return null;
        var collection = all is [var only] ? only : throw new InvalidDataException(
            $"{path}: expected the files of one collection, found {string.Join(", ", all.Select(several => several.Prefix.Length == 0 ? MnistFile.TrainImages.Name : several.Prefix + "…"))}");

        // EMNIST's images were written column by column.
        bool isTransposed = collection.Prefix.StartsWith("emnist", StringComparison.OrdinalIgnoreCase);
        if (isTransposed)
            tell?.Invoke($"{collection.Prefix.TrimEnd('-')}: rows and columns of its images are exchanged, as in all of EMNIST; they are turned upright");
        var dataset = ArrayDataset.Of(path, Arrays(isTest: false), Arrays(isTest: true), classes => ClassNamesFile(path, classes) ?? NamesOf(collection, classes), tell);
        return isTransposed ? dataset.Transposed() : dataset;

        (NumberArray Images, NumberArray Labels) Arrays(bool isTest) => (IdxFile.ReadArray(Require(isTest, Images)), IdxFile.ReadArray(Require(isTest, Labels)));

        string Require(bool isTest, string what) => collection.Files.TryGetValue((isTest, what), out string? file)
            ? file
            : throw new FileNotFoundException($"{Path.Combine(path, $"{collection.Prefix}{(isTest ? collection.TestName : Train)}-{what}-idx{(what == Images ? 3 : 1)}-ubyte")}: no such file");
    }

    // "0 48" says that class 0 is called by the character 48; EMNIST has such a file for every collection.
    private static string[] NamesOf(Collection collection, int classes)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        string mapping = Path.Combine(Path.GetDirectoryName(collection.Files.Values.First())!, collection.Prefix + "mapping.txt");
        foreach (string line in File.Exists(mapping) ? File.ReadLines(mapping) : [])
        {
            if (line.Split(' ') is [var label, var code, ..] && int.TryParse(label, out int at) && at >= 0 && at < classes && int.TryParse(code, out int character) && character is > 32 and < 127)
                names[at] = ((char)character).ToString();
        }

        return names;
    }

    private static string[]? ClassNamesFile(string path, int classes)
    {
        string file = Path.Combine(path, ClassNames);
        if (!File.Exists(file))
            return null;

        string[] names = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (names.Length < 2 || names.Distinct().Count() < names.Length)
            throw new InvalidDataException($"{file}: expected two or more different names, one a line, found {names.Length}");
        return names.Length >= classes ? names : throw new InvalidDataException($"{path}: {ClassNames} has {names.Length} names, found label {classes - 1} among the training samples");
    }

    private static Collection[] CollectionsOf(string path)
    {
        var collections = new SortedDictionary<string, Collection>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(path, "*idx*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder }))
        {
            if (Parse(Path.GetFileName(file)) is not var (prefix, part, what))
                continue;
            if (!collections.TryGetValue(prefix, out var collection))
                collections[prefix] = collection = new(prefix);
            collection.Add(part, what, file);
        }

        return [.. collections.Values];
    }

    /// <summary>"emnist-digits-train-images-idx3-ubyte.gz" in its parts; behind "images" there may be dots or underscores in the place of dashes.</summary>
    private static (string Prefix, string Part, string What)? Parse(string name)
    {
        foreach (string part in _parts)
        {
            int at = name.IndexOf($"{part}-", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            string[] rest = name[(at + part.Length + 1)..].ToLowerInvariant().Split('-', '_', '.');
            if (rest is [Images or Labels, "idx1" or "idx2" or "idx3" or "idx4", _] or [Images or Labels, "idx1" or "idx2" or "idx3" or "idx4", _, "gz"])
                return (name[..at], part, rest[0]);
        }

        return null;
    }

    /// <param name="prefix">What stands before the names of all its files; MNIST has nothing there.</param>
    private sealed class Collection(string prefix)
    {
        public string Prefix => prefix;

        /// <summary>What it calls its test files.</summary>
        public string TestName { get; private set; } = "t10k";

        /// <summary>Images and labels, for training and for testing.</summary>
        public Dictionary<(bool IsTest, string What), string> Files { get; } = [];

        /// <summary>Of several files for the same part, that in the highest folder, and there that which is not packed.</summary>
        public void Add(string part, string what, string file)
        {
            var key = (IsTest: part != Train, what);
            if (key.IsTest)
                TestName = part;
            if (!Files.TryGetValue(key, out string? other) || (Depth(file), file.Length).CompareTo((Depth(other), other.Length)) < 0)
                Files[key] = file;
        }

        private static int Depth(string file) => file.Count(letter => letter == Path.DirectorySeparatorChar);
    }
}
