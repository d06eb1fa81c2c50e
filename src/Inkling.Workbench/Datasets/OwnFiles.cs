using Inkling.Data;
using Inkling.Digits.Imaging;
using Inkling.Workbench.Datasets.Files;

namespace Inkling.Workbench;

/// <summary>A data set by its path: whatever people have their images in.</summary>
internal static class OwnFiles
{
    /// <summary>Opens a folder, or a zip, an .npz file or a table.</summary>
    /// <exception cref="DirectoryNotFoundException">There is nothing of that name.</exception>
    /// <exception cref="InvalidDataException">It is no data set, or a file in it is damaged.</exception>
    public static Dataset Open(DatasetRequest request, Action<string> tell, CancellationToken cancellation)
    {
        string path = request.Name;
        bool isPacked = ZippedFiles.IsZip(path) && !path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);
        var dataset = isPacked ? ZippedFiles.Open(path, folder => OpenUnpacked(folder, request, tell), cancellation) : OpenUnpacked(path, request, tell);
        if (dataset.Channels != request.Channels)
            throw new ArgumentException($"channels: expected 1, since {path} holds no image files but numbers, which become gray; got {request.Channels}");
        if (request.Transposes)
            return dataset.Transposed();
        Sideways.Tell(dataset, tell);
        return dataset;
    }

    private static Dataset OpenUnpacked(string path, DatasetRequest request, Action<string> tell)
    {
        var dataset = (Path.Exists(path) ? TableDataset.TryOpen(path, tell) : null) ?? DatasetFolder.TryOpen(path, names => DecoderOf(request.FormOf(names), tell), tell);
        if (dataset is not null)
            return dataset;

        // An archive was unpacked to a folder in a folder.
        return Directory.Exists(path) && Directory.GetFiles(path).Length == 0 && Directory.GetDirectories(path) is [var only] ? OpenUnpacked(only, request, tell) : throw NoDataset(path);
    }

    private static ImageDecoder DecoderOf(ImageForm form, Action<string> tell)
    {
        bool inColor = form.Channels > 1;
        var hint = new ColorHint(tell);
        return new(form.Channels, form.Height, form.Width, ImageFile.HasImageExtension, file =>
        {
            bool looks = !inColor && form.Preparation == Preparation.Whole && hint.IsCurious;
            var image = ImageFile.Load(file, inColor || looks);
            if (looks)
                hint.Look(image);
            return form.Prepare(image).Pixels;
        });
    }

    private static InvalidDataException NoDataset(string path) => new(File.Exists(path)
        ? $"{path}: expected a folder, or a file that is a zip, an .npz with arrays like x_train and y_train, or a CSV with a column 'label' and the pixels of a square; found none of these"
        : $"{path}: expected IDX files named like {MnistFile.TrainImages.Name}, a subfolder of images per class, images with the class in their names, arrays of NumPy, or CSV files; "
            + $"found {DatasetFolder.Found(path)}");
}
