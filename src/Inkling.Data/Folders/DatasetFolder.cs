namespace Inkling.Data;

/// <summary>A data set of one's own: a folder of IDX files, or of images with one subfolder per class.</summary>
public static class DatasetFolder
{
    /// <summary>In an image folder without <c>train</c> and <c>test</c>, every so many-th image of a class is for testing.</summary>
    private const int TestEvery = 6;

    /// <summary>What people call the two folders of a data set that is split; the first pair that is there is taken.</summary>
    private static readonly (string Train, string Test)[] _parts = [("train", "test"), ("training", "testing"), ("training", "test"), ("train", "val"), ("train", "valid"), ("train", "validation")];

    /// <summary>Numbers by their value, before other names.</summary>
    private static readonly Comparer<string> _nameOrder = Comparer<string>.Create((a, b) => (ushort.TryParse(a, out ushort first), ushort.TryParse(b, out ushort second)) switch
    {
        (true, true) when first != second => first.CompareTo(second),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(a, b),
    });

    /// <summary>Opens the folder.</summary>
    /// <param name="path">
    /// A folder with four files named like MNIST's, EMNIST's or QMNIST's, gzipped or not, also in subfolders, and if the classes have other names than 0, 1, 2 …, these in
    /// <c>classes.txt</c>, one a line; or one with a subfolder of images per class; or one with two such folders, <c>train</c> and <c>test</c>, or <c>training</c> and
    /// <c>testing</c>, or <c>train</c> and <c>val</c>.
    /// </param>
    /// <param name="imagesOf">How image files are found and decoded; gets the names of the classes.</param>
    /// <param name="tell">Gets what a person should know: that images are turned upright, or a folder is left out.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It is neither, or a file in it is damaged.</exception>
    public static Dataset Open(string path, Func<IReadOnlyList<string>, ImageDecoder> imagesOf, Action<string>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(imagesOf);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: no such folder");
        if (IdxFolder.TryOpen(path, tell) is { } ofIdxFiles)
            return ofIdxFiles;

        var (train, test) = PartsOf(path);
        bool isSplit = test is not null;
        string[] classes = ClassesOf(train);
        if (isSplit && !ClassesOf(test!).SequenceEqual(classes))
            throw new InvalidDataException($"{test}: expected the classes {string.Join(", ", classes)} of {Path.GetFileName(train)}, found {string.Join(", ", ClassesOf(test!))}");
        if (isSplit && ClassesOf(path).Select(name => Path.Combine(path, name)).Except([train, test!]).ToArray() is [_, ..] left)
            tell?.Invoke($"{path}: {string.Join(", ", left.Select(Path.GetFileName))} left out beside {Path.GetFileName(train)} and {Path.GetFileName(test)}");

        var images = imagesOf(classes);
        var learn = ImagesOf(train, classes, images, index => isSplit || index % TestEvery != TestEvery - 1);
        var check = ImagesOf(test ?? path, classes, images, index => isSplit || index % TestEvery == TestEvery - 1);
        if (classes.Length == 0 || learn.Count == 0)
            throw new InvalidDataException($"{path}: expected IDX files named like {MnistFile.TrainImages.Name}, or a subfolder of images per class; found neither");
        if (classes.Length == 1)
            throw new InvalidDataException($"{path}: expected subfolders of images of two or more classes, found one, '{classes[0]}'");
        return new(path, images.Channels, images.Height, images.Width, classes, learn, check);
    }

    /// <summary>The names of the subfolders, but for the hidden ones that file managers and the like leave behind.</summary>
    private static string[] ClassesOf(string path) =>
        [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)).Where(name => name[0] != '.').Order(_nameOrder)];

    /// <summary>The folders to learn from and to test on; the folder itself, and null, where it is not split.</summary>
    private static (string Train, string? Test) PartsOf(string path)
    {
        string[] folders = ClassesOf(path);
        foreach (var (train, test) in _parts)
        {
            if (Find(train) is { } learn && Find(test) is { } check)
                return (Path.Combine(path, learn), Path.Combine(path, check));
        }

        return (path, null);

        string? Find(string name) => folders.FirstOrDefault(folder => folder.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static Reader<Sample> ImagesOf(string path, string[] classes, ImageDecoder images, Func<int, bool> isWanted)
    {
        var files = classes
            .SelectMany((name, label) => Directory.EnumerateFiles(Path.Combine(path, name))
                .Where(images.IsImage)
                .Order(StringComparer.Ordinal)
                .Where((file, index) => isWanted(index))
                .Select(file => (File: file, Label: label)))
            .ToArray();
        return Reader.Of(files).Map(entry => new Sample(Decode(entry.File, images), entry.Label)).Cache();
    }

    private static ReadOnlyMemory<byte> Decode(string file, ImageDecoder images)
    {
        var (channels, height, width) = (images.Channels, images.Height, images.Width);
        var pixels = images.Decode(file);
        return pixels.Length == channels * height * width
            ? pixels
            : throw new InvalidDataException($"{file}: expected {channels * height * width} bytes ({channels}×{height}×{width}) of the decoder, found {pixels.Length}");
    }
}
