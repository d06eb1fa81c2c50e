using System.Buffers.Binary;

namespace Inkling.Data.Arrays;

/// <summary>How the numbers of an array are stored in a file.</summary>
/// <param name="Kind">Whole numbers with or without a sign, or real ones.</param>
/// <param name="Size">Bytes of a number: 1, 2, 4 or 8.</param>
/// <param name="IsBigEndian">Whether the first byte is the most significant one.</param>
internal readonly record struct NumberType(NumberKind Kind, int Size, bool IsBigEndian)
{
    private const int LargestSize = 8;

    /// <summary>The bytes of images as they are used here.</summary>
    public static NumberType Byte { get; } = new(NumberKind.Unsigned, 1, IsBigEndian: false);

    /// <summary>Whether a number is a byte of 0 to 255.</summary>
    public bool IsByte => (Kind, Size) == (NumberKind.Unsigned, 1);

    /// <summary>The number that some bytes begin with.</summary>
    public double Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> number = stackalloc byte[LargestSize];
        number = number[..Size];
        bytes[..Size].CopyTo(number);
        if (IsBigEndian)
            number.Reverse();
        return (Kind, Size) switch
        {
            (NumberKind.Unsigned or NumberKind.Boolean, 1) => number[0],
            (NumberKind.Unsigned, 2) => BinaryPrimitives.ReadUInt16LittleEndian(number),
            (NumberKind.Unsigned, 4) => BinaryPrimitives.ReadUInt32LittleEndian(number),
            (NumberKind.Unsigned, 8) => BinaryPrimitives.ReadUInt64LittleEndian(number),
            (NumberKind.Signed, 1) => (sbyte)number[0],
            (NumberKind.Signed, 2) => BinaryPrimitives.ReadInt16LittleEndian(number),
            (NumberKind.Signed, 4) => BinaryPrimitives.ReadInt32LittleEndian(number),
            (NumberKind.Signed, 8) => BinaryPrimitives.ReadInt64LittleEndian(number),
            (NumberKind.Real, 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
            (NumberKind.Real, 4) => BinaryPrimitives.ReadSingleLittleEndian(number),
            (NumberKind.Real, 8) => BinaryPrimitives.ReadDoubleLittleEndian(number),
            _ => throw new InvalidOperationException($"{Kind} numbers of {Size} bytes"),
        };
    }
}
