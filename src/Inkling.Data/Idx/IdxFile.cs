using System.Buffers.Binary;
using System.IO.Compression;

namespace Inkling.Data;

/// <summary>An array of bytes in the IDX format of the MNIST files: magic number, extents, values.</summary>
/// <remarks>
/// Format: two zero bytes, a byte for the type (8: unsigned byte), a byte for the rank, a big-endian 32-bit extent per dimension, then the
/// values. A file that is gzipped is unpacked, whatever its name. Nothing a header claims is believed before the bytes are there: memory grows
/// with what is read, not with what is promised.
/// </remarks>
public sealed class IdxFile
{
    private const int TypeUnsignedByte = 8, TypeInteger = 12;

    /// <summary>The labels of QMNIST: rows of integers, of which the first is the class.</summary>
    private const uint IntegerTable = (TypeInteger << 8) | 2;
    private const int BlockSize = 1 << 20;

    private IdxFile(string path, int[] extents, ReadOnlyMemory<byte> values)
    {
        Path = path;
        Extents = extents;
        Values = values;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The extent of every dimension: [images, rows, columns], or [labels].</summary>
    public IReadOnlyList<int> Extents { get; }

    /// <summary>As many as the product of the extents.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <param name="rank">The number of dimensions it should have: 3 of images, 1 of labels.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no IDX file of bytes of that rank, or not of the length it claims.</exception>
    public static IdxFile Read(string path, int rank) => Read(path, rank, length: null);

    /// <summary>Reads a file whose length, uncompressed, is known beforehand: any other is refused before its values are read.</summary>
    internal static IdxFile Read(string path, int rank, long? length)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file", path);

        using var stream = Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, FileOptions.SequentialScan));
        return Parse(path, stream, rank, length);
    }

    /// <summary>Reads images and their labels, which must be equally many.</summary>
    /// <param name="imagePath">The images.</param>
    /// <param name="labelPath">The labels.</param>
    /// <param name="classes">How many classes there are, or null to take what labels there are.</param>
    /// <returns>Height and width of the images, and the samples: views of one array.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, the counts differ, or a label is out of range.</exception>
    public static (int Height, int Width, Sample[] Samples) ReadSamples(string imagePath, string labelPath, int? classes = null)
    {
        var images = Read(imagePath, rank: 3);
        var labels = ReadLabels(labelPath);
        return (images.Extents[1], images.Extents[2], Pair(images, labels, classes));
    }

    /// <summary>Reads one byte a sample, or a row of integers a sample, of which the first counts.</summary>
    private static IdxFile ReadLabels(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file", path);

        using var stream = Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, FileOptions.SequentialScan));
        Span<byte> magic = stackalloc byte[sizeof(int)];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || BinaryPrimitives.ReadUInt32BigEndian(magic) != IntegerTable)
            return Read(path, rank: 1);

        using var again = Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, FileOptions.SequentialScan));
        var table = Parse(path, again, rank: 2, type: TypeInteger);
        byte[] labels = new byte[table.Extents[0]];
        for (int i = 0; i < labels.Length; i++)
        {
            int label = BinaryPrimitives.ReadInt32BigEndian(table.Values.Span[(sizeof(int) * i * table.Extents[1])..]);
            labels[i] = label is >= 0 and <= byte.MaxValue ? (byte)label : throw new InvalidDataException($"{path}: label {label} at index {i}, expected 0..{byte.MaxValue}");
        }

        return new(path, [labels.Length], labels);
    }

    internal static Sample[] Pair(IdxFile images, IdxFile labels, int? classes)
    {
        int count = images.Extents[0];
        if (labels.Extents[0] != count)
            throw new InvalidDataException($"{labels.Path}: expected {count} labels, one per image of {images.Path}, found {labels.Extents[0]}");

        int size = images.Extents[1] * images.Extents[2];
        var samples = new Sample[count];
        for (int i = 0; i < count; i++)
        {
            int label = labels.Values.Span[i];
            if (label >= classes)
                throw new InvalidDataException($"{labels.Path}: label {label} at index {i}, expected 0..{classes - 1}");
            samples[i] = new(images.Values.Slice(i * size, size), label);
        }

        return samples;
    }

    /// <summary>Reads through gzip if the content begins like gzip.</summary>
    internal static Stream Unpack(Stream file)
    {
        bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    internal static IdxFile Parse(string path, Stream stream, int rank, long? length = null, int type = TypeUnsignedByte)
    {
        try
        {
            int[] extents = ReadHeader(path, stream, rank, type);
            var count = extents.Aggregate(type == TypeInteger ? sizeof(int) : UInt128.One, (product, extent) => product * (UInt128)extent);
            if (count > (UInt128)Array.MaxLength)
                throw new InvalidDataException($"{path}: {count} values are more than one array can hold");

            long header = sizeof(int) * (1L + rank);
            if (length is { } known && header + (long)count != known)
                throw new InvalidDataException($"{path}: byte offset {sizeof(int)}: expected extents of a file of {known} bytes, found those of {header + (long)count}");
            return new(path, extents, ReadValues(path, stream, header, (long)count));
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: damaged gzip ({e.Message})", e);
        }
    }

    private static int[] ReadHeader(string path, Stream stream, int rank, int type)
    {
        Span<byte> header = stackalloc byte[sizeof(int) * (1 + rank)];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read == 0)
            throw new InvalidDataException($"{path}: the file is empty");

        uint expected = (uint)(type << 8 | rank);
        uint magic = read < sizeof(int) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic != expected)
            throw new InvalidDataException($"{path}: byte offset 0: expected the IDX magic number {expected:X8} (bytes, {rank} dimensions), found {magic:X8}");
        if (read < header.Length)
            throw new InvalidDataException($"{path}: byte offset {read}: expected {header.Length} bytes of header, found the end of the file");

        var extents = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            extents[i] = BinaryPrimitives.ReadInt32BigEndian(header[(sizeof(int) * (1 + i))..]);
            if (extents[i] < 0 || (i > 0 && extents[i] == 0))
                throw new InvalidDataException($"{path}: byte offset {sizeof(int) * (1 + i)}: expected the extent of dimension {i}, found {extents[i]}");
        }

        return extents;
    }

    private static ReadOnlyMemory<byte> ReadValues(string path, Stream stream, long offset, long count)
    {
        // An image file of an honest size fits at once; one that lies about its size costs a block at a time until its bytes run out.
        var values = new byte[Math.Min(count, BlockSize)];
        long read = 0;
        while (true)
        {
            int got = stream.ReadAtLeast(values.AsSpan((int)read), values.Length - (int)read, throwOnEndOfStream: false);
            read += got;
            if (read < values.Length)
                throw new InvalidDataException($"{path}: byte offset {offset + read}: expected {count} values, found the end of the file after {read}");
            if (read == count)
                break;
            Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
        }

        return stream.ReadByte() < 0
            ? values
            : throw new InvalidDataException($"{path}: byte offset {offset + count}: expected the end of the file after {count} values, found more bytes");
    }
}
