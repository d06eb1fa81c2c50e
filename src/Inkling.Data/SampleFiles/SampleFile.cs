using System.Buffers.Binary;

namespace Inkling.Data;

/// <summary>A file of samples that is streamed and never held in memory, whatever its length.</summary>
/// <remarks>
/// Format, little-endian throughout: the eight characters <c>INKLING1</c>; the count of samples, 64 bits; the bytes of a sample, 32 bits;
/// then per sample its label, 32 bits, and its bytes. Where samples have numbers (<see cref="Sample.Values"/>, <see cref="Sample.Targets"/>), the file begins with <c>INKLING2</c>; the header
/// ends with how many values and how many targets a sample has, 32 bits each, and these follow the bytes of each sample, 32-bit floats. Immutable: several threads may
/// read at once, each with its own stream.
/// </remarks>
public sealed class SampleFile
{
    /// <summary>What names of sample files end in.</summary>
    public const string Extension = ".samples";

    private const int PlainHeaderLength = 20, FullHeaderLength = 28;
    private const int BlockLength = 1 << 16;

    private readonly SampleForm _form;

    private SampleFile(string path, long count, SampleForm form)
    {
        Path = path;
        Count = count;
        _form = form;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many samples it has.</summary>
    public long Count { get; }

    /// <summary>The bytes of every sample, without its label.</summary>
    public int SampleLength => _form.Bytes;

    /// <summary>How many numbers every sample shows.</summary>
    public int ValueCount => _form.Values;

    /// <summary>How many true numbers every sample has.</summary>
    public int TargetCount => _form.Targets;

    private int HeaderLength => _form.IsPlain ? PlainHeaderLength : FullHeaderLength;

    private static ReadOnlySpan<byte> PlainSignature => "INKLING1"u8;

    private static ReadOnlySpan<byte> FullSignature => "INKLING2"u8;

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
    /// <param name="samples">The samples, all of as many bytes, values and targets.</param>
    /// <exception cref="ArgumentException">The samples differ in that, a label is negative, or a sample has a sequence of labels, which the format cannot hold.</exception>
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
        if (ReadHeader(Path, stream) is var now && (now.Count, now._form) != (Count, _form))
            throw new InvalidDataException($"{Path}: expected {Count} samples of {_form} as when it was opened, found {now.Count} of {now._form}");

        stream.Position = HeaderLength;
        int recordLength = (int)_form.RecordLength;
        int recordsPerBlock = Math.Max(1, BlockLength / recordLength);
        for (long first = 0; first < Count; first += recordsPerBlock)
        {
            long offset = HeaderLength + first * recordLength;
            var block = ReadBlock(stream, offset, (int)Math.Min(recordsPerBlock, Count - first) * recordLength);
            for (int at = 0; at < block.Length; at += recordLength)
            {
                int label = SampleForm.LabelOf(block.AsSpan(at));
                if (label < 0)
                    throw new InvalidDataException($"{Path}: byte offset {offset + at}: expected a label of 0 or more, found {label}");
                yield return _form.Read(block.AsMemory(at, recordLength));
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
            : throw new InvalidDataException($"{Path}: byte offset {offset + read}: expected {Count} samples of {_form}, found the end of the file");
    }

    private static FileStream OpenStream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static SampleFile ReadHeader(string path, FileStream stream)
    {
        Span<byte> header = stackalloc byte[FullHeaderLength];
        int read = stream.ReadAtLeast(header, FullHeaderLength, throwOnEndOfStream: false);
        var signature = header[..Math.Min(read, PlainSignature.Length)];
        bool isFull = signature.SequenceEqual(FullSignature);
        if (!isFull && !signature.SequenceEqual(PlainSignature))
        {
            throw new InvalidDataException(
                $"{path}: byte offset 0: expected a sample file, which begins with INKLING1 or INKLING2 in ASCII, found the bytes {Convert.ToHexString(signature)}");
        }

        int headerLength = isFull ? FullHeaderLength : PlainHeaderLength;
        if (read < headerLength)
            throw new InvalidDataException($"{path}: byte offset {read}: expected {headerLength} bytes of header, found the end of the file");

        long count = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        if (count < 0)
            throw new InvalidDataException($"{path}: byte offset 8: expected the count of samples, found {count}");
        var form = new SampleForm(LengthAt(16, header, "bytes"), isFull ? LengthAt(20, header, "values") : 0, isFull ? LengthAt(24, header, "targets") : 0);
        if (form.RecordLength > Array.MaxLength)
            throw new InvalidDataException($"{path}: byte offset 16: expected samples of at most {Array.MaxLength} bytes, found {form}");

        var length = headerLength + (Int128)count * form.RecordLength;
        return stream.Length == length
            ? new(path, count, form)
            : throw new InvalidDataException($"{path}: expected {length} bytes, {count} samples of {form} each, found {stream.Length}");

        int LengthAt(int offset, ReadOnlySpan<byte> header, string what) =>
            BinaryPrimitives.ReadInt32LittleEndian(header[offset..]) is >= 0 and var found
                ? found
                : throw new InvalidDataException($"{path}: byte offset {offset}: expected the {what} of a sample, found a negative number");
    }

    private static void Write(FileStream stream, IEnumerable<Sample> samples)
    {
        long count = 0;
        var form = default(SampleForm);
        foreach (var sample in samples)
        {
            if (count == 0)
            {
                form = SampleForm.Of(sample);
                stream.Position = form.IsPlain ? PlainHeaderLength : FullHeaderLength;
            }

            if (SampleForm.Of(sample) is var own && own != form)
                throw new ArgumentException($"samples: expected {form} like the first, got {own} at index {count}", nameof(samples));
            if (sample.Label < 0)
                throw new ArgumentException($"samples: expected labels of 0 or more, got {sample.Label} at index {count}", nameof(samples));
            if (!sample.Labels.IsEmpty)
                throw new ArgumentException($"samples: expected one label each, which is what sample files hold, got {sample.Labels.Length} at index {count}", nameof(samples));

            SampleForm.Write(sample, stream);
            count++;
        }

        // Only now is the count known.
        Span<byte> header = stackalloc byte[FullHeaderLength];
        (form.IsPlain ? PlainSignature : FullSignature).CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], count);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], form.Bytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], form.Values);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], form.Targets);
        stream.Position = 0;
        stream.Write(header[..(form.IsPlain ? PlainHeaderLength : FullHeaderLength)]);
    }
}
