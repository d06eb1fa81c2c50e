using System.IO.Compression;

namespace Inkling.Bench.Peers;

/// <summary>Stands in for the reader of Inkling.Data, which checks what this does not.</summary>
internal static class ProvisionalMnist
{
    /// <summary>The 60,000 training digits in the directory that INKLING_DATA_DIR names; null if they are not there.</summary>
    public static TrainingSet? Load()
    {
        string? directory = Environment.GetEnvironmentVariable("INKLING_DATA_DIR");
        return Read(directory, "train-images-idx3-ubyte.gz", headerSize: 16) is { } pixels
            && Read(directory, "train-labels-idx1-ubyte.gz", headerSize: 8) is { } labels
            ? new("MNIST", pixels, labels)
            : null;
    }

    private static byte[]? Read(string? directory, string file, int headerSize)
    {
        string path = Path.Combine(directory ?? "", file);
        if (!File.Exists(path))
        {
            return null;
        }

        using var content = new MemoryStream();
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        stream.CopyTo(content);
        return content.ToArray()[headerSize..];
    }
}
