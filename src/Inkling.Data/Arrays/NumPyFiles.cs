using System.Globalization;
using System.IO.Compression;

namespace Inkling.Data.Arrays;

/// <summary>
/// A data set of NumPy's arrays, in one .npz file or in several, under the names that people give them: <c>x_train</c>, <c>train_labels</c>; where an array has no name,
/// the file has it: <c>kmnist-train-imgs.npz</c>.
/// </summary>
internal static class NumPyFiles
{
    private const string Packed = ".npz", Plain = ".npy", Nameless = "arr_0";

    /// <summary>Opens a file, or those of a folder; null where there is none with images to learn from.</summary>
    /// <exception cref="InvalidDataException">Labels are missing, or an array is damaged or does not fit the others.</exception>
    public static Dataset? TryOpen(string path, Action<string>? tell)
    {
        var entries = Entries(path);
        var images = Find(entries, Part.Train, isImages: true) ?? Find(entries, Part.Unknown, isImages: true);
        if (images is null)
            return null;

        var test = Find(entries, Part.Test, isImages: true) ?? Find(entries, Part.Validation, isImages: true);
        return ArrayDataset.Of(
            path, Read(images), test is null ? null : Read(test),
            classes => [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))], tell);

        (NumberArray Images, NumberArray Labels) Read(Entry of) => Find(entries, of.Part, isImages: false) is { } labels
            ? (of.Read(), labels.Read())
            : throw new InvalidDataException($"{path}: expected labels for '{of.Name}', found only {string.Join(", ", entries.Select(entry => $"'{entry.Name}'"))}");
    }

    private static Entry? Find(IReadOnlyList<Entry> entries, Part part, bool isImages) => entries.FirstOrDefault(entry => entry.Part == part && entry.IsImages == isImages);

    private static List<Entry> Entries(string path)
    {
        var entries = new List<Entry>();
        string[] files = File.Exists(path) ? [path] : [.. Directory.EnumerateFiles(path).Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            string stem = Path.GetFileNameWithoutExtension(file);
            if (file.EndsWith(Plain, StringComparison.OrdinalIgnoreCase))
                entries.Add(new(stem, file, null));
            if (!file.EndsWith(Packed, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (string name in Names(file).Where(name => name.EndsWith(Plain, StringComparison.Ordinal)))
                entries.Add(new(name == Nameless + Plain ? stem : Path.GetFileNameWithoutExtension(name), file, name));
        }

        return entries;
    }

    private static string[] Names(string file)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file}: damaged ({e.Message})", e);
        }
    }

    private enum Part
    {
        Unknown,
        Train,
        Test,
        Validation,
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="File">Where it is.</param>
    /// <param name="Inner">Its name in the file if that is packed.</param>
    private sealed record Entry(string Name, string File, string? Inner)
    {
        private readonly string[] _words = Name.ToLowerInvariant().Split('_', '-', '.', ' ');

        public Part Part => _words.Any(word => word is "train" or "training") ? Part.Train
            : _words.Any(word => word is "test" or "testing" or "t10k") ? Part.Test
            : _words.Any(word => word is "val" or "valid" or "validation") ? Part.Validation
            : Part.Unknown;

        /// <summary>True of images, false of labels, null of anything else.</summary>
        public bool? IsImages => _words.Any(word => word is "x" or "images" or "image" or "imgs" or "data") ? true
            : _words.Any(word => word is "y" or "labels" or "label" or "targets" or "target") ? false
            : null;

        public NumberArray Read()
        {
            string name = Inner is null ? File : $"{File}: {Inner}";
            try
            {
                using var stream = Inner is null ? new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
                if (stream is not null)
                    return NpyArray.Read(name, stream);
                using var zip = ZipFile.OpenRead(File);
                using var inner = zip.GetEntry(Inner!)!.Open();
                return NpyArray.Read(name, inner);
            }
            catch (InvalidDataException e) when (!e.Message.StartsWith(File, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{name}: damaged ({e.Message})", e);
            }
        }
    }
}
