using System.Buffers.Binary;
using System.Text;

namespace Inkling.Nn.Tests;

/// <summary>Safetensors files written by hand, right or wrong.</summary>
internal static class FileBytes
{
    /// <summary>A header and values, with the length in front.</summary>
    public static byte[] Of(string header, params ReadOnlySpan<byte> values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), bytes = new byte[8 + text.Length + values.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        values.CopyTo(bytes.AsSpan(8 + text.Length));
        return bytes;
    }

    /// <summary>The header of a file and its values.</summary>
    public static (string Header, byte[] Values) Split(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (Encoding.UTF8.GetString(file, 8, length), file[(8 + length)..]);
    }
}
