namespace Inkling.Data;

/// <summary>One of the four files of MNIST, as it was published.</summary>
/// <param name="Name">Its name without <c>.gz</c>.</param>
/// <param name="Length">Bytes of its uncompressed content.</param>
/// <param name="Sha256">The SHA-256 of that content, in lower-case hexadecimal.</param>
/// <param name="Rank">Dimensions of the array it holds: 3 of images, 1 of labels.</param>
public sealed record MnistFile(string Name, long Length, string Sha256, int Rank)
{
    /// <summary>60,000 images to learn from.</summary>
    public static MnistFile TrainImages { get; } =
        new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", 3);

    /// <summary>Their labels.</summary>
    public static MnistFile TrainLabels { get; } =
        new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", 1);

    /// <summary>10,000 images to test on.</summary>
    public static MnistFile TestImages { get; } =
        new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", 3);

    /// <summary>Their labels.</summary>
    public static MnistFile TestLabels { get; } =
        new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", 1);

    /// <summary>Images and labels to learn from, images and labels to test on.</summary>
    public static IReadOnlyList<MnistFile> All { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];
}
