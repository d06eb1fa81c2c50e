namespace Inkling.Data;

/// <summary>A data set of one's own: a folder of IDX files, or of images with one subfolder per class.</summary>
public static class DatasetFolder
{
    /// <summary>In an image folder without <c>train</c> and <c>test</c>, every so many-th image of a class is for testing.</summary>
    private const int TestEvery = 6;

    private const string ClassNames = "classes.txt";

    /// <summary>Opens the folder.</summary>
    /// <param name="path">
    /// A folder with four files named like MNIST's, gzipped or not, and if the classes have other names than 0, 1, 2 …, these in
    /// <c>classes.txt</c>, one a line; or one with a subfolder of images per class; or one with two such folders, <c>train</c> and <c>test</c>.
    /// </param>
    /// <param name="imagesOf">How image files are found and decoded; gets the names of the classes.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It is neither, or a file in it is damaged.</exception>
    public static Dataset Open(string path, Func<IReadOnlyList<string>, ImageDecoder> imagesOf)
    {
        ArgumentNullException.ThrowIfNull(imagesOf);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: no such folder");
        if (FindIdx(path, MnistFile.TrainImages) is not null)
            return OpenIdx(path);

        string train = Path.Combine(path, "train"), test = Path.Combine(path, "test");
        bool isSplit = Directory.Exists(train) && Directory.Exists(test);
        string[] classes = ClassesOf(isSplit ? train : path);
        if (isSplit && !ClassesOf(test).SequenceEqual(classes))
            throw new InvalidDataException($"{test}: expected the classes {string.Join(", ", classes)} of train, found {string.Join(", ", ClassesOf(test))}");

        var images = imagesOf(classes);
        var learn = ImagesOf(isSplit ? train : path, classes, images, index => isSplit || index % TestEvery != TestEvery - 1);
        var check = ImagesOf(isSplit ? test : path, classes, images, index => isSplit || index % TestEvery == TestEvery - 1);
        if (classes.Length == 0 || learn.Count == 0)
            throw new InvalidDataException($"{path}: expected IDX files named like {MnistFile.TrainImages.Name}, or a subfolder of images per class; found neither");
        if (classes.Length == 1)
            throw new InvalidDataException($"{path}: expected subfolders of images of two or more classes, found one, '{classes[0]}'");
        return new(path, images.Channels, images.Height, images.Width, classes, learn, check);
    }

    private static Dataset OpenIdx(string path)
    {
        var train = IdxFile.ReadSamples(RequireIdx(path, MnistFile.TrainImages), RequireIdx(path, MnistFile.TrainLabels));
        if (train.Samples.Length == 0)
            throw new InvalidDataException($"{path}: {MnistFile.TrainImages.Name} holds no images");

        string[] names = ClassNamesFile(path) ?? [.. Enumerable.Range(0, 1 + train.Samples.Max(sample => sample.Label)).Select(label => $"{label}")];
        if (train.Samples.FirstOrDefault(sample => sample.Label >= names.Length) is { Pixels.IsEmpty: false, Label: var beyond })
            throw new InvalidDataException($"{path}: {ClassNames} has {names.Length} names, found label {beyond} in {MnistFile.TrainLabels.Name}");
        var test = IdxFile.ReadSamples(RequireIdx(path, MnistFile.TestImages), RequireIdx(path, MnistFile.TestLabels), names.Length);
        if ((test.Height, test.Width) != (train.Height, train.Width))
            throw new InvalidDataException($"{path}: test images expected {train.Height}×{train.Width} like those for training, found {test.Height}×{test.Width}");

        return new(path, 1, train.Height, train.Width, names, Reader.Of(train.Samples), Reader.Of(test.Samples));
    }

    private static string[]? ClassNamesFile(string path)
    {
        string file = Path.Combine(path, ClassNames);
        if (!File.Exists(file))
            return null;

        string[] names = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length >= 2 && names.Distinct().Count() == names.Length
            ? names
            : throw new InvalidDataException($"{file}: expected two or more different names, one a line, found {names.Length}");
    }

    private static string RequireIdx(string path, MnistFile file) =>
        FindIdx(path, file) ?? throw new FileNotFoundException($"{Path.Combine(path, file.Name)}: no such file", file.Name);

    private static string? FindIdx(string path, MnistFile file) =>
        new[] { file.Name, file.Name + ".gz" }.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists);

    /// <summary>The names of the subfolders, but for the hidden ones that file managers and the like leave behind.</summary>
    private static string[] ClassesOf(string path) =>
        [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];

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
