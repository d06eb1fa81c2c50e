using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace Inkling.Reliability.Fuzzing;

/// <summary>Makes lengths and checksums of damaged files right again: a reader that stops at them would never see the damage behind.</summary>
internal static class Repairs
{
    private const int PngSignature = 8, PngChunkFrame = 12;
    private const int TarBlock = 512, TarSize = 124, TarSizeLength = 12, TarSum = 148, TarSumLength = 8;

    /// <summary>The length of the JSON header, as long as it is JSON.</summary>
    public static byte[] Safetensors(byte[] bytes)
    {
        if (bytes.Length <= sizeof(long))
            return bytes;
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(sizeof(long)));
            reader.Read();
            reader.Skip();
            BinaryPrimitives.WriteInt64LittleEndian(bytes, reader.BytesConsumed);
        }
        catch (JsonException)
        {
            // Then the length does not matter.
        }

        return bytes;
    }

    /// <summary>The checksum of every chunk that is as long as it says.</summary>
    public static byte[] Png(byte[] bytes)
    {
        int at = PngSignature;
        while (at + PngChunkFrame <= bytes.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - PngChunkFrame)
                break;
            int end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(end), Crc32.HashToUInt32(bytes.AsSpan((at + 4)..end)));
            at = end + 4;
        }

        return bytes;
    }

    /// <summary>The checksum of every header, as far as the sizes lead from one to the next.</summary>
    public static byte[] Tar(byte[] bytes)
    {
        int at = 0;
        while (at + TarBlock <= bytes.Length)
        {
            var header = bytes.AsSpan(at, TarBlock);
            header.Slice(TarSum, TarSumLength).Fill((byte)' ');
            int sum = 0;
            foreach (byte value in header)
                sum += value;
            Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(header[TarSum..]);

            string size = Encoding.ASCII.GetString(header.Slice(TarSize, TarSizeLength)).Trim('\0', ' ');
            if (size.Length == 0 || size.Length > 10 || size.Any(digit => digit is < '0' or > '7'))
                break;
            long next = at + TarBlock + ((Convert.ToInt64(size, 8) + TarBlock - 1) / TarBlock * TarBlock);
            if (next > bytes.Length)
                break;
            at = (int)next;
        }

        return bytes;
    }
}
