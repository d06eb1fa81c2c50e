using System.Globalization;

namespace Inkling.Data.Arrays;

/// <summary>A data set whose images are one array and whose labels are another.</summary>
internal static class ArrayDataset
{
    /// <summary>Makes the data set.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="train">Images and labels to learn from.</param>
    /// <param name="test">Images and labels to test on; null takes some of those to learn from.</param>
    /// <param name="namesOf">The names of so many classes or more.</param>
    /// <param name="tell">Gets what a person should know.</param>
    /// <exception cref="InvalidDataException">The arrays do not fit each other.</exception>
    public static Dataset Of(
        string path, (NumberArray Images, NumberArray Labels) train, (NumberArray Images, NumberArray Labels)? test, Func<int, IReadOnlyList<string>> namesOf, Action<string>? tell)
    {
        var range = train.Images.PixelRange();
        if (!train.Images.Type.IsByte)
            tell?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(train.Images.Name)}: its numbers become pixels: {range.Black} is 0, {range.White} is 255"));
        if (train.Images.IsInColor)
            tell?.Invoke($"{Path.GetFileName(train.Images.Name)}: its colours become gray");

        var learn = Read(train, classes: null);
        if (learn.Samples.Length == 0)
            throw new InvalidDataException($"{path}: {Path.GetFileName(train.Images.Name)} holds no images");
        var names = namesOf(1 + learn.Samples.Max(sample => sample.Label));
        if (test is not { } toTest)
            return SampleDataset.Of(path, learn.Height, learn.Width, names, learn.Samples, test: null, tell);

        var check = Read(toTest, names.Count);
        return (check.Height, check.Width) == (learn.Height, learn.Width)
            ? SampleDataset.Of(path, learn.Height, learn.Width, names, learn.Samples, check.Samples, tell)
            : throw new InvalidDataException($"{path}: test images expected {learn.Height}×{learn.Width} like those for training, found {check.Height}×{check.Width}");

        (int Height, int Width, Sample[] Samples) Read((NumberArray Images, NumberArray Labels) part, int? classes)
        {
            var (height, width, pixels) = part.Images.GrayImages(part.Images.Type == train.Images.Type ? range : part.Images.PixelRange());
            return (height, width, Pair(part.Images.Name, pixels, height * width, part.Labels.Name, part.Labels.Labels(), classes));
        }
    }

    /// <summary>Samples that are views of the pixels of all images, each with its label.</summary>
    /// <exception cref="InvalidDataException">There are more or fewer labels, or one is out of range.</exception>
    public static Sample[] Pair(string imagesName, ReadOnlyMemory<byte> pixels, int size, string labelsName, ReadOnlySpan<int> labels, int? classes)
    {
        int count = pixels.Length / size;
        if (labels.Length != count)
            throw new InvalidDataException($"{labelsName}: expected {count} labels, one per image of {imagesName}, found {labels.Length}");
        var samples = new Sample[count];
        for (int i = 0; i < count; i++)
        {
            if (labels[i] >= classes)
                throw new InvalidDataException($"{labelsName}: label {labels[i]} at index {i}, expected 0..{classes - 1}");
            samples[i] = new(pixels.Slice(i * size, size), labels[i]);
        }

        return samples;
    }
}
