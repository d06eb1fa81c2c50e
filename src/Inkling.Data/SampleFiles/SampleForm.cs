using System.Buffers.Binary;

namespace Inkling.Data;

/// <summary>What every sample of a file holds beside its label, and so where it lies in a record: label, bytes, values, targets.</summary>
/// <param name="Bytes">Of <see cref="Sample.Pixels"/>.</param>
/// <param name="Values">Numbers of <see cref="Sample.Values"/>.</param>
/// <param name="Targets">Numbers of <see cref="Sample.Targets"/>.</param>
internal readonly record struct SampleForm(int Bytes, int Values, int Targets)
{
    private const int LabelLength = sizeof(int);

    /// <summary>Whether there are bytes and a label alone, which the older of the two forms of files holds.</summary>
    public bool IsPlain => Values == 0 && Targets == 0;

    /// <summary>The bytes of a record.</summary>
    public long RecordLength => LabelLength + Bytes + ((long)Values + Targets) * sizeof(float);

    /// <summary><c>784 bytes</c>, <c>4 values and 1 targets</c>.</summary>
    public override string ToString() => IsPlain ? $"{Bytes} bytes" : $"{(Bytes > 0 ? $"{Bytes} bytes, " : "")}{Values} values and {Targets} targets";

    /// <summary>The form of a sample.</summary>
    public static SampleForm Of(Sample sample) => new(sample.Pixels.Length, sample.Values.Length, sample.Targets.Length);

    /// <summary>The label of a record.</summary>
    public static int LabelOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record);

    /// <summary>The sample of a record.</summary>
    /// <param name="record">Viewed by the sample, but for its numbers, which are copied.</param>
    public Sample Read(ReadOnlyMemory<byte> record)
    {
        var pixels = record.Slice(LabelLength, Bytes);
        if (IsPlain)
            return new(pixels, LabelOf(record.Span));

        float[] numbers = new float[Values + Targets];
        var from = record.Span[(LabelLength + Bytes)..];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(from[(i * sizeof(float))..]);
        return new(pixels, LabelOf(record.Span)) { Values = numbers.AsMemory(0, Values), Targets = numbers.AsMemory(Values) };
    }

    /// <summary>Writes a record.</summary>
    public static void Write(Sample sample, Stream to)
    {
        Span<byte> four = stackalloc byte[LabelLength];
        BinaryPrimitives.WriteInt32LittleEndian(four, sample.Label);
        to.Write(four);
        to.Write(sample.Pixels.Span);
        Write(sample.Values.Span, to);
        Write(sample.Targets.Span, to);
    }

    private static void Write(ReadOnlySpan<float> numbers, Stream to)
    {
        Span<byte> four = stackalloc byte[sizeof(float)];
        foreach (float number in numbers)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, number);
            to.Write(four);
        }
    }
}
