using System.IO.Compression;

namespace Inkling.TestKit;

/// <summary>The first MNIST samples, straight from the compressed files, for tests that need real digits without the product's reader.</summary>
public static class MnistFiles
{
    private const int Pixels = 28 * 28;

    /// <summary>The first training images, [count, 784] bytes, and their labels.</summary>
    public static (byte[] Images, byte[] Labels) FirstTraining(string folder, int count) => (
        Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), 16, count * Pixels),
        Read(Path.Combine(folder, "train-labels-idx1-ubyte.gz"), 8, count));

    private static byte[] Read(string path, int headerBytes, int count)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        stream.ReadExactly(new byte[headerBytes]);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
