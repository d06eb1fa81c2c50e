using Inkling.Data.Arrays;

namespace Inkling.Data;

/// <summary>A data set of one's own: a folder of IDX files, of arrays of NumPy, or of images.</summary>
public static class DatasetFolder
{
    /// <summary>Opens the folder.</summary>
    /// <param name="path">
    /// A folder with four files named like MNIST's, EMNIST's or QMNIST's, gzipped or not, also in subfolders, and if the classes have other names than 0, 1, 2 …, these in
    /// <c>classes.txt</c>, one a line; or one with a subfolder of images per class, or with the class in the name of each image, as in <c>cat-017.png</c> or <c>12_9.png</c>;
    /// or one with two such folders, <c>train</c> and <c>test</c>, or <c>training</c> and <c>testing</c>, or <c>train</c> and <c>val</c>; or one with arrays of NumPy named like
    /// <c>x_train</c> and <c>y_train</c>, or an .npz file of them.
    /// </param>
    /// <param name="imagesOf">How image files are found and decoded; gets the names of the classes.</param>
    /// <param name="tell">Gets what a person should know: that images are turned upright, that files are left out, that a class has no samples.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or file.</exception>
    /// <exception cref="InvalidDataException">It is none of these, or a file in it is damaged.</exception>
    public static Dataset Open(string path, Func<IReadOnlyList<string>, ImageDecoder> imagesOf, Action<string>? tell = null) =>
        TryOpen(path, imagesOf, tell) ?? throw new InvalidDataException(
            $"{path}: expected IDX files named like {MnistFile.TrainImages.Name}, a subfolder of images per class, images with the class in their names, or arrays of NumPy; found {Found(path)}");

    /// <summary>Opens the folder like <see cref="Open"/>; null where it is none of these.</summary>
    /// <inheritdoc cref="Open"/>
    public static Dataset? TryOpen(string path, Func<IReadOnlyList<string>, ImageDecoder> imagesOf, Action<string>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(imagesOf);
        if (File.Exists(path))
            return NumPyFiles.TryOpen(path, tell);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: no such folder");
        return IdxFolder.TryOpen(path, tell) ?? NumPyFiles.TryOpen(path, tell) ?? ImageFolder.TryOpen(path, imagesOf, tell);
    }

    /// <summary>What there is, in a few words: for messages about what there is not.</summary>
    /// <param name="path">A folder, or a file.</param>
    public static string Found(string path)
    {
        if (File.Exists(path))
            return "a file of another kind";
        string[] files = Directory.GetFiles(path);
        int folders = Directory.GetDirectories(path).Length;
        return (files.Length, folders) switch
        {
            (0, 0) => "nothing",
            (0, _) => $"{folders} subfolders without images",
            (_, 0) => FileKinds.Counted(files),
            _ => $"{FileKinds.Counted(files)} and {folders} subfolders without images",
        };
    }
}
