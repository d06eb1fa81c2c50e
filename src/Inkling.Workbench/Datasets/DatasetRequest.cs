using Inkling.Digits.Imaging;

namespace Inkling.Workbench;

/// <summary>Which data set, by the words that a user asks for it with, and in what form.</summary>
/// <param name="Name"><c>auto</c>, <c>mnist</c>, <c>synthetic</c>, <c>mnist-and-synthetic</c>, <c>digit-or-not</c>, <c>lines</c>, or the path of a folder, a zip, an .npz file or a CSV.</param>
/// <param name="DataDirectory">Where MNIST is looked for, or null for the usual place.</param>
/// <param name="ImageSize">Rows and columns of the samples made of image files, or null for 28×28. Other data sets have their own size.</param>
/// <param name="Preparation">How image files become samples, or null for the usual way of their classes: see <see cref="ImageForm.Usual"/>.</param>
/// <param name="Transposes">Whether rows and columns of the images of a path are exchanged, as those of EMNIST under other names need it.</param>
/// <param name="Channels">Values of a pixel of the samples made of image files: 1 for gray, 3 for colour. Other data sets are gray.</param>
public sealed record DatasetRequest(
    string Name, string? DataDirectory = null, ImageSize? ImageSize = null, Preparation? Preparation = null, bool Transposes = false, int Channels = 1)
{
    internal ImageForm FormOf(IReadOnlyList<string> classNames)
    {
        var size = ImageSize ?? new(NormalizedDigit.Size, NormalizedDigit.Size);
        if (Channels != 1)
            return new(size.Height, size.Width, Preparation ?? Digits.Imaging.Preparation.Whole) { Channels = Channels };
        return Preparation is { } preparation ? new(size.Height, size.Width, preparation) : ImageForm.Usual(classNames, size.Height, size.Width);
    }
}
