namespace Inkling.Data;

/// <summary>
/// A folder of images: with a subfolder per class, or with the class in the name of each image; or with two such folders, one to learn from and one to test on.
/// </summary>
internal static class ImageFolder
{
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

    /// <summary>Opens the folder; null where there is no image to learn from.</summary>
    /// <exception cref="InvalidDataException">There is one class alone, or those to learn from and to test on differ.</exception>
    public static Dataset? TryOpen(string path, Func<IReadOnlyList<string>, ImageDecoder> imagesOf, Action<string>? tell)
    {
        var isImage = imagesOf([]).IsImage;
        path = Inner(path, isImage);
        var (trainPath, testPath) = PartsOf(path);
        bool isSplit = testPath is not null;
        var train = Classes(trainPath, isImage);
        var test = isSplit ? Classes(testPath!, isImage) : train;
        string[] names = [.. train.Select(set => set.Name)];
        if (train.All(set => set.Files.Length == 0))
            return null;
        if (names.Length == 1)
            throw new InvalidDataException($"{path}: expected subfolders of images of two or more classes, found one, '{names[0]}'");
        if (!test.Select(set => set.Name).SequenceEqual(names))
            throw new InvalidDataException($"{testPath}: expected the classes {string.Join(", ", names)} of {Path.GetFileName(trainPath)}, found {string.Join(", ", test.Select(set => set.Name))}");

        TellOfWhatIsLeftOut(path, trainPath, testPath, [.. train, .. isSplit ? test : []], tell);
        ClassCounts.Tell(names, [.. train.Select(set => set.Files.Length)], tell);
        var images = imagesOf(names);
        return new(
            path, images.Channels, images.Height, images.Width, names,
            ImagesOf(train, images, (index, count) => isSplit || !SampleDataset.IsForTesting(index, count)), ImagesOf(test, images, (index, count) => isSplit || SampleDataset.IsForTesting(index, count)));
    }

    /// <summary>The folder in a folder that archives are unpacked to: it holds nothing else, and has subfolders of its own, or images with the class in their names.</summary>
    private static string Inner(string path, Func<string, bool> isImage)
    {
        if (FoldersOf(path) is not [var only] || Directory.EnumerateFiles(path).Any(IsSeen))
            return path;
        string inner = Path.Combine(path, only);
        return FoldersOf(inner).Length > 1 || ImageNames.ClassesOf([.. Directory.EnumerateFiles(inner).Where(IsSeen).Where(isImage)]).Any() ? Inner(inner, isImage) : path;
    }

    /// <summary>The names of the subfolders, but for those that file managers and the like leave behind.</summary>
    private static string[] FoldersOf(string path) => [.. Directory.EnumerateDirectories(path).Where(IsSeen).Select(folder => Path.GetFileName(folder)).Order(_nameOrder)];

    private static bool IsSeen(string path) => Path.GetFileName(path) is not ['.', ..] and not "__MACOSX";

    /// <summary>The folders to learn from and to test on; the folder itself, and null, where it is not split.</summary>
    private static (string Train, string? Test) PartsOf(string path)
    {
        string[] folders = FoldersOf(path);
        foreach (var (train, test) in _parts)
        {
            if (Find(train) is { } learn && Find(test) is { } check)
                return (Path.Combine(path, learn), Path.Combine(path, check));
        }

        return (path, null);

        string? Find(string name) => folders.FirstOrDefault(folder => folder.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static ClassFiles[] Classes(string path, Func<string, bool> isImage)
    {
        string[] folders = FoldersOf(path);
        if (folders.Length == 0)
        {
            var files = Directory.EnumerateFiles(path).Where(IsSeen).ToLookup(isImage);
            ClassFiles[] named = [.. ImageNames.ClassesOf([.. files[true]]).Select(set => new ClassFiles(set.Key, [.. set.Order(StringComparer.Ordinal)], [])).OrderBy(set => set.Name, _nameOrder)];
            return named is [var first, ..] ? [first with { OtherFiles = [.. files[false]] }, .. named[1..]] : [];
        }

        return Array.ConvertAll(folders, name =>
        {
            var files = Directory.EnumerateFiles(Path.Combine(path, name)).Where(IsSeen).ToLookup(isImage);
            return new ClassFiles(name, [.. files[true].Order(StringComparer.Ordinal)], [.. files[false]]);
        });
    }

    private static void TellOfWhatIsLeftOut(string path, string trainPath, string? testPath, ClassFiles[] sets, Action<string>? tell)
    {
        if (testPath is not null && FoldersOf(path).Select(name => Path.Combine(path, name)).Except([trainPath, testPath]).ToArray() is [_, ..] left)
            tell?.Invoke($"{path}: {string.Join(", ", left.Select(Path.GetFileName))} left out beside {Path.GetFileName(trainPath)} and {Path.GetFileName(testPath)}");
        string[] others = [.. sets.SelectMany(set => set.OtherFiles)];
        if (others.Length > 0)
            tell?.Invoke($"{path}: {FileKinds.Counted(others)} left out: no images that are read here");
    }

    private static Reader<Sample> ImagesOf(ClassFiles[] classes, ImageDecoder images, Func<int, int, bool> isWanted)
    {
        var files = classes.SelectMany((set, label) => set.Files.Where((_, index) => isWanted(index, set.Files.Length)).Select(file => (File: file, Label: label))).ToArray();
        return Reader.Of(files).Map(entry => new Sample(images.Read(entry.File), entry.Label)).Cache();
    }

    /// <param name="Name">The class.</param>
    /// <param name="Files">Its images, in the order of their names.</param>
    /// <param name="OtherFiles">Files among them that are no images.</param>
    private sealed record ClassFiles(string Name, string[] Files, string[] OtherFiles);
}
