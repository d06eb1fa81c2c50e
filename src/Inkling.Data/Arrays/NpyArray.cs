using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Inkling.Data.Arrays;

/// <summary>Reads the arrays of NumPy: a magic number, a dictionary in the words of Python, the numbers.</summary>
/// <remarks>As with IDX files, memory grows with what is read and not with what the header promises.</remarks>
internal static class NpyArray
{
    private const int LongestHeader = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array to the end of the stream.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="stream">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is no array of numbers, or damaged.</exception>
    public static NumberArray Read(string name, Stream stream)
    {
        string header = ReadHeader(name, stream);
        if (ValueOf(header, "fortran_order") is not "False")
            throw new InvalidDataException($"{name}: expected an array in the order of C, found fortran_order: {ValueOf(header, "fortran_order")}");
        var type = TypeOf(name, ValueOf(header, "descr"));
        int[] extents = ExtentsOf(name, ValueOf(header, "shape"));
        var length = extents.Aggregate((UInt128)type.Size, (product, extent) => product * (UInt128)extent);
        if (length > (UInt128)Array.MaxLength)
            throw new InvalidDataException($"{name}: {length} bytes of numbers are more than one array can hold");
        return new(name, extents, type, CountedBytes.Read(
            stream, (long)length, CountedBytes.BlockSize, read => new InvalidDataException($"{name}: expected {length} bytes of numbers, found the end after {read}")));
    }

    private static string ReadHeader(string name, Stream stream)
    {
        Span<byte> start = stackalloc byte[12];
        bool isShort = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false) < 10;
        if (isShort || !start[..6].SequenceEqual(Magic))
            throw new InvalidDataException($"{name}: expected an array of NumPy, which begins with 93 'NUMPY', found {Convert.ToHexString(start[..6])}");
        uint length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (start[6] > 1 && stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) == 2)
            length = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LongestHeader)
            throw new InvalidDataException($"{name}: expected a header of at most {LongestHeader} bytes, found {length} announced");
        byte[] header = new byte[length];
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            ? Encoding.UTF8.GetString(header)
            : throw new InvalidDataException($"{name}: expected {length} bytes of header, found the end of the file");
    }

    /// <summary>What stands behind a key of the dictionary, without quotes; a tuple with its brackets.</summary>
    private static string? ValueOf(string header, string key)
    {
        int at = header.IndexOf($"'{key}':", StringComparison.Ordinal);
        if (at < 0)
            return null;
        string rest = header[(at + key.Length + 3)..].TrimStart();
        int end = rest.StartsWith('(') ? rest.IndexOf(')', StringComparison.Ordinal) + 1 : rest.IndexOfAny([',', '}']);
        return end <= 0 ? null : rest[..end].Trim().Trim('\'');
    }

    private static NumberType TypeOf(string name, string? description)
    {
        NumberKind? kind = description is [_, var letter, _] ? letter switch { 'b' => NumberKind.Boolean, 'u' => NumberKind.Unsigned, 'i' => NumberKind.Signed, 'f' => NumberKind.Real, _ => null } : null;
        return kind is { } numbers && (description![2] - '0') is var size and (1 or 2 or 4 or 8) && (numbers, size) is not (NumberKind.Real, 1) and not (NumberKind.Boolean, > 1)
            ? new(numbers, size, IsBigEndian: description[0] == '>')
            : throw new InvalidDataException($"{name}: expected an array of numbers, such as '|u1' or '<f4', found '{description}'");
    }

    private static int[] ExtentsOf(string name, string? shape)
    {
        string[] extents = (shape ?? "").Trim('(', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return shape is ['(', .., ')'] && extents.Length is >= 1 and <= 4 && extents.All(extent => int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= 0)
            ? [.. extents.Select(extent => int.Parse(extent, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException($"{name}: expected an array of 1 to 4 dimensions, found shape {shape}");
    }
}
