using System.Buffers.Binary;
using System.IO.Compression;
using Inkling.Data.Arrays;

namespace Inkling.Data;

/// <summary>An array of bytes in the IDX format of the MNIST files: magic number, extents, values.</summary>
/// <remarks>
/// Format: two zero bytes, a byte for the type (8: unsigned byte), a byte for the rank, a big-endian 32-bit extent per dimension, then the
/// values. A file that is gzipped is unpacked, whatever its name. Nothing a header claims is believed before the bytes are there: memory grows
/// with what is read, not with what is promised, except where the length is known beforehand.
/// </remarks>
public sealed class IdxFile
{
    private const int HighestRank = 4;

    private IdxFile(NumberArray array) => (Path, Extents, Values) = (array.Name, array.Extents, array.Bytes);

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

    /// <summary>Reads what such a file holds from a stream, to its end, such as an entry of an archive. The stream stays open.</summary>
    /// <param name="stream">Its bytes, not packed: a stream of gzip is to be unpacked by a <see cref="GZipStream"/>.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="rank">The number of dimensions it should have: 3 of images, 1 of labels.</param>
    /// <exception cref="InvalidDataException">It is no IDX file of bytes of that rank, or not of the length it claims.</exception>
    public static IdxFile Read(Stream stream, string name, int rank)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Parse(name, stream, rank);
    }

    /// <summary>Reads a file whose length, uncompressed, is known beforehand: any other is refused before its values are read.</summary>
    internal static IdxFile Read(string path, int rank, long? length)
    {
        using var stream = Open(path);
        return Parse(path, stream, rank, length);
    }

    /// <summary>Reads images and their labels, which must be equally many.</summary>
    /// <param name="imagePath">The images: bytes, or other numbers, which become bytes; with three colours, which become gray.</param>
    /// <param name="labelPath">The labels, a number each or a row of them, of which the first counts.</param>
    /// <param name="classes">How many classes there are, or null to take what labels there are.</param>
    /// <returns>Height and width of the images, and the samples: views of one array.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, the counts differ, or a label is out of range.</exception>
    public static (int Height, int Width, Sample[] Samples) ReadSamples(string imagePath, string labelPath, int? classes = null)
    {
        NumberArray images = ReadArray(imagePath), labels = ReadArray(labelPath);
        var (height, width, pixels) = images.GrayImages(images.PixelRange());
        return (height, width, ArrayDataset.Pair(imagePath, pixels, height * width, labelPath, labels.Labels(), classes));
    }

    /// <summary>Reads a file of any numbers, in one to four dimensions.</summary>
    internal static NumberArray ReadArray(string path)
    {
        using var stream = Open(path);
        return Parse(path, stream, rank: null, length: null, type: null);
    }

    internal static IdxFile Parse(string path, Stream stream, int rank, long? length = null) => new(Parse(path, stream, rank, length, NumberType.Byte));

    /// <summary>The samples of images and labels that were read as bytes.</summary>
    internal static Sample[] Pair(IdxFile images, IdxFile labels, int classes) =>
        ArrayDataset.Pair(images.Path, images.Values, images.Extents[1] * images.Extents[2], labels.Path, Array.ConvertAll(labels.Values.ToArray(), label => (int)label), classes);

    /// <summary>Reads through gzip if the content begins like gzip.</summary>
    internal static Stream Unpack(Stream file)
    {
        bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static Stream Open(string path) => File.Exists(path)
        ? Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, CountedBytes.BlockSize, FileOptions.SequentialScan))
        : throw new FileNotFoundException($"{path}: no such file", path);

    private static NumberArray Parse(string path, Stream stream, int? rank, long? length, NumberType? type)
    {
        try
        {
            var (found, extents) = ReadHeader(path, stream, rank, type);
            var count = extents.Aggregate((UInt128)found.Size, (product, extent) => product * (UInt128)extent);
            if (count > (UInt128)Array.MaxLength)
                throw new InvalidDataException($"{path}: {count} bytes of values are more than one array can hold");

            long header = sizeof(int) * (1L + extents.Length);
            if (length is { } known && header + (long)count != known)
                throw new InvalidDataException($"{path}: byte offset {sizeof(int)}: expected extents of a file of {known} bytes, found those of {header + (long)count}");
            return new(path, extents, found, ReadValues(path, stream, header, (long)count, isCountKnown: length is not null));
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: damaged gzip ({e.Message})", e);
        }
    }

    private static (NumberType Type, int[] Extents) ReadHeader(string path, Stream stream, int? rank, NumberType? type)
    {
        Span<byte> magic = stackalloc byte[sizeof(int)];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (read == 0)
            throw new InvalidDataException($"{path}: the file is empty");
        var found = magic is [0, 0, var code, _] ? TypeOf(code) : null;
        int dimensions = magic[^1];
        if (found is not { } numbers || dimensions is 0 or > HighestRank || (rank ?? dimensions) != dimensions || (type ?? numbers) != numbers)
        {
            string expected = rank is { } wanted ? $"the IDX magic number {(8 << 8) | wanted:X8} (bytes, {wanted} dimensions)" : $"an IDX magic number (0000, a type from 08 to 0E, 1 to {HighestRank} dimensions)";
            throw new InvalidDataException($"{path}: byte offset 0: expected {expected}, found {(read < magic.Length ? 0 : BinaryPrimitives.ReadUInt32BigEndian(magic)):X8}");
        }

        Span<byte> rest = stackalloc byte[sizeof(int) * HighestRank];
        rest = rest[..(sizeof(int) * dimensions)];
        read = stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        if (read < rest.Length)
            throw new InvalidDataException($"{path}: byte offset {magic.Length + read}: expected {magic.Length + rest.Length} bytes of header, found the end of the file");

        var extents = new int[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            extents[i] = BinaryPrimitives.ReadInt32BigEndian(rest[(sizeof(int) * i)..]);
            if (extents[i] < 0 || (i > 0 && extents[i] == 0))
                throw new InvalidDataException($"{path}: byte offset {sizeof(int) * (1 + i)}: expected the extent of dimension {i}, found {extents[i]}");
        }

        return (numbers, extents);
    }

    private static NumberType? TypeOf(byte code) => code switch
    {
        0x08 => NumberType.Byte,
        0x09 => new(NumberKind.Signed, 1, IsBigEndian: true),
        0x0B => new(NumberKind.Signed, 2, IsBigEndian: true),
        0x0C => new(NumberKind.Signed, 4, IsBigEndian: true),
        0x0D => new(NumberKind.Real, 4, IsBigEndian: true),
        0x0E => new(NumberKind.Real, 8, IsBigEndian: true),
        _ => null,
    };

    private static ReadOnlyMemory<byte> ReadValues(string path, Stream stream, long offset, long count, bool isCountKnown)
    {
        byte[] values = CountedBytes.Read(
            stream, count, isCountKnown ? count : CountedBytes.BlockSize,
            read => new InvalidDataException($"{path}: byte offset {offset + read}: expected {count} values, found the end of the file after {read}"));
        return stream.ReadByte() < 0
            ? values
            : throw new InvalidDataException($"{path}: byte offset {offset + count}: expected the end of the file after {count} values, found more bytes");
    }
}
