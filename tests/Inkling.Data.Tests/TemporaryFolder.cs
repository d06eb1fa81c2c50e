using System.Buffers.Binary;
using System.IO.Compression;

namespace Inkling.Data.Tests;

/// <summary>An empty folder for one test, and IDX files to put into it.</summary>
public abstract class TemporaryFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("inkling-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Folder, name);

    protected string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    protected static byte[] Images(int count, int height = 3, int width = 2)
    {
        var pixels = new byte[count * height * width];
        new Random(count).NextBytes(pixels);
        return [.. Header(0x803, count, height, width), .. pixels];
    }

    protected static byte[] Labels(int count) => [.. Header(0x801, count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    protected static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    protected static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        return bytes;
    }
}
