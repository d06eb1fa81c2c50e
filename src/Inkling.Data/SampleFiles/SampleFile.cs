using System.Buffers.Binary;

namespace Inkling.Data;

/// <summary>A file of samples that is streamed and never held in memory, whatever its length.</summary>
/// <remarks>
/// Format, little-endian throughout: the eight characters <c>INKLING1</c>; the count of samples, 64 bits; the bytes of a sample, 32 bits;
/// then per sample its label, 32 bits, and its bytes. Immutable: several threads may read at once, each with its own stream.
/// </remarks>
public sealed class SampleFile
{
    /// <summary>What names of sample files end in.</summary>
    public const string Extension = ".samples";

    private const int HeaderLength = 20;
    private const int LabelLength = sizeof(int);
    private const int BlockLength = 1 << 16;

    private SampleFile(string path, long count, int sampleLength)
    {
        Path = path;
        Count = count;
        SampleLength = sampleLength;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many samples it has.</summary>
    public long Count { get; }

    /// <summary>The bytes of every sample, without its label.</summary>
    public int SampleLength { get; }

    private static ReadOnlySpan<byte> Signature => "INKLING1"u8;

    /// <summary>Opens a file: its header is read and held against its length, and no more.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no sample file, or not of the length that its header claims.</exception>
    public static SampleFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file", path);
        using var stream = OpenStream(path);
        return ReadHeader(path, stream);
    }

    /// <summary>Writes samples to a file, as a whole or not at all; they are read once and not held.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <param name="samples">The samples, all of the same length.</param>
    /// <exception cref="ArgumentException">The samples differ in length, a label is negative, or a sample has a sequence of labels, which the format cannot hold.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IEnumerable<Sample> samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(samples);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockLength))
            {
                Write(stream, samples);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>The samples in their order, streamed in every pass anew.</summary>
    /// <remarks>
    /// Samples are views of blocks of about 64 KiB that nothing else refers to, so memory grows with the samples held and not with those
    /// read. While reading, <see cref="InvalidDataException"/> says that a label is negative or that the file has changed since it was opened.
    /// </remarks>
    public Reader<Sample> Read() => new(_ => Stream(), Count);

    private IEnumerable<Sample> Stream()
    {
        using var stream = OpenStream(Path);
        if (ReadHeader(Path, stream) is var now && (now.Count, now.SampleLength) != (Count, SampleLength))
        {
            throw new InvalidDataException(
                $"{Path}: expected {Count} samples of {SampleLength} bytes as when it was opened, found {now.Count} of {now.SampleLength}");
        }

        int recordLength = LabelLength + SampleLength;
        int recordsPerBlock = Math.Max(1, BlockLength / recordLength);
        for (long first = 0; first < Count; first += recordsPerBlock)
        {
            long offset = HeaderLength + first * recordLength;
            var block = ReadBlock(stream, offset, (int)Math.Min(recordsPerBlock, Count - first) * recordLength);
            for (int at = 0; at < block.Length; at += recordLength)
            {
                int label = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at));
                if (label < 0)
                    throw new InvalidDataException($"{Path}: byte offset {offset + at}: expected a label of 0 or more, found {label}");
                yield return new(block.AsMemory(at + LabelLength, SampleLength), label);
            }
        }
    }

    // A new array for every block: whoever holds a sample holds its block, and the others are free to go.
    private byte[] ReadBlock(FileStream stream, long offset, int length)
    {
        var block = new byte[length];
        int read = stream.ReadAtLeast(block, length, throwOnEndOfStream: false);
        return read == length
            ? block
            : throw new InvalidDataException($"{Path}: byte offset {offset + read}: expected {Count} samples of {SampleLength} bytes, found the end of the file");
    }

    private static FileStream OpenStream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static SampleFile ReadHeader(string path, FileStream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        var signature = header[..Math.Min(read, Signature.Length)];
        if (!signature.SequenceEqual(Signature))
        {
            throw new InvalidDataException(
                $"{path}: byte offset 0: expected a sample file, which begins with INKLING1 in ASCII, found the bytes {Convert.ToHexString(signature)}");
        }

        if (read < HeaderLength)
            throw new InvalidDataException($"{path}: byte offset {read}: expected {HeaderLength} bytes of header, found the end of the file");

        long count = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        int sampleLength = BinaryPrimitives.ReadInt32LittleEndian(header[16..]);
        if (count < 0)
            throw new InvalidDataException($"{path}: byte offset 8: expected the count of samples, found {count}");
        if (sampleLength < 0 || sampleLength > Array.MaxLength - LabelLength)
            throw new InvalidDataException($"{path}: byte offset 16: expected the bytes of a sample, found {sampleLength}");

        var length = HeaderLength + (Int128)count * (LabelLength + sampleLength);
        return stream.Length == length
            ? new(path, count, sampleLength)
            : throw new InvalidDataException($"{path}: expected {length} bytes, {count} samples of {sampleLength} each, found {stream.Length}");
    }

    private static void Write(FileStream stream, IEnumerable<Sample> samples)
    {
        Span<byte> header = stackalloc byte[HeaderLength], label = stackalloc byte[LabelLength];
        header.Clear();
        stream.Write(header);

        long count = 0;
        int length = 0;
        foreach (var sample in samples)
        {
            if (count == 0)
                length = sample.Pixels.Length;
            if (sample.Pixels.Length != length)
                throw new ArgumentException($"samples: expected {length} bytes like the first, got {sample.Pixels.Length} at index {count}", nameof(samples));
            if (sample.Label < 0)
                throw new ArgumentException($"samples: expected labels of 0 or more, got {sample.Label} at index {count}", nameof(samples));
            if (!sample.Labels.IsEmpty)
                throw new ArgumentException($"samples: expected one label each, which is what sample files hold, got {sample.Labels.Length} at index {count}", nameof(samples));

            BinaryPrimitives.WriteInt32LittleEndian(label, sample.Label);
            stream.Write(label);
            stream.Write(sample.Pixels.Span);
            count++;
        }

        // Only now is the count known.
        Signature.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], count);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], length);
        stream.Position = 0;
        stream.Write(header);
    }
}
