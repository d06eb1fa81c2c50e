using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Inkling.Reliability.Fuzzing;

/// <summary>Sound bytes with a few things wrong: bits, bytes, numbers, lengths, order.</summary>
internal static class Mutation
{
    private const int MostChanges = 4;
    private const int LongestPiece = 64;

    /// <summary>Numbers that counts, extents and offsets are not, or nearly are not.</summary>
    private static readonly long[] Numbers =
        [0, 1, -1, 2, 7, 127, 128, 255, 256, 32767, 65535, 65536, 99_999, 1 << 30, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    private static readonly string[] Words =
        ["-1", "0", "1", "3", "1000", "65536", "1073741824", "2147483647", "99999999999999999999", "1e9", "1e999", "0.5", "NaN", "null", "true", "[]", "{}", "\"\""];

    /// <summary>One of the sound ones, with one to four changes.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> sound, Random random)
    {
        byte[] bytes = sound[random.Next(sound.Count)];
        int changes = random.Next(1, MostChanges + 1);
        for (int i = 0; i < changes && bytes.Length > 0; i++)
            bytes = Change(bytes, sound, random);
        return bytes;
    }

    private static byte[] Change(byte[] bytes, IReadOnlyList<byte[]> sound, Random random)
    {
        int at = random.Next(bytes.Length), length = Math.Min(random.Next(1, LongestPiece), bytes.Length - at);
        return random.Next(10) switch
        {
            0 => With(bytes, at, [(byte)(bytes[at] ^ (1 << random.Next(8)))]),
            1 => With(bytes, at, [(byte)random.Next(256)]),
            2 or 3 => With(bytes, at, NumberOf(random)),
            4 => bytes[..at],
            5 => [.. bytes[..at], .. bytes[(at + length)..]],
            6 => [.. bytes[..(at + length)], .. bytes[at..]],
            7 => Spliced(bytes, at, sound[random.Next(sound.Count)], random),
            8 => With(bytes, at, new byte[length]),
            _ => Reworded(bytes, at, random),
        };
    }

    private static byte[] NumberOf(Random random)
    {
        long number = Numbers[random.Next(Numbers.Length)];
        byte[] bytes = new byte[sizeof(long)];
        int size = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return bytes[..size];
        }

        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes[^size..];
    }

    private static byte[] Spliced(byte[] bytes, int at, byte[] other, Random random)
    {
        int from = random.Next(other.Length + 1);
        return [.. bytes[..at], .. other[from..]];
    }

    /// <summary>Another number or word in the place of the next one that is written in digits; that gets furthest into readers of JSON.</summary>
    private static byte[] Reworded(byte[] bytes, int at, Random random)
    {
        int start = Array.FindIndex(bytes, at, IsDigit);
        if (start < 0)
            return With(bytes, at, [(byte)random.Next(256)]);
        int end = Array.FindIndex(bytes, start, value => !IsDigit(value));
        string word = random.Next(3) == 0 ? random.Next().ToString(CultureInfo.InvariantCulture) : Words[random.Next(Words.Length)];
        return [.. bytes[..start], .. Encoding.ASCII.GetBytes(word), .. bytes[(end < 0 ? bytes.Length : end)..]];

        static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
    }

    private static byte[] With(byte[] bytes, int at, ReadOnlySpan<byte> values)
    {
        byte[] changed = [.. bytes];
        values[..Math.Min(values.Length, bytes.Length - at)].CopyTo(changed.AsSpan(at));
        return changed;
    }
}
