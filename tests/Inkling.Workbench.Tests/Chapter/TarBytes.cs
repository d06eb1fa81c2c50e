using System.Text;

namespace Inkling.Workbench.Tests.Chapter;

/// <summary>Parameter tars made byte by byte from the description of the format, without the product's code or a tar library.</summary>
internal static class TarBytes
{
    private const int Block = 512;

    /// <summary>The two entries of a parameter, as the original writes them: nothing ends the archive.</summary>
    public static byte[] Parameter(string name, float[] values, params ulong[] extents) =>
        [.. Entry(name, Values(values)), .. Entry($"{name}.protobuf", Config(name, (ulong)values.Length, extents))];

    /// <summary>The blocks that end an archive.</summary>
    public static byte[] End { get; } = new byte[2 * Block];

    /// <summary>A GNU tar entry: a header of one block, then the content, filled up with zeros.</summary>
    public static byte[] Entry(string name, byte[] content)
    {
        var entry = new byte[Block + (content.Length + Block - 1) / Block * Block];
        Put(0, name);
        Put(100, "0000644\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, Convert.ToString(content.Length, 8).PadLeft(11, '0') + "\0");
        Put(136, "00000000000\0");
        Put(148, "        ");
        Put(156, "0");
        Put(257, "ustar  \0");
        Put(148, Convert.ToString(entry.Take(Block).Sum(value => value), 8).PadLeft(6, '0') + "\0 ");
        content.CopyTo(entry, Block);
        return entry;

        void Put(int at, string text) => Encoding.ASCII.GetBytes(text).CopyTo(entry, at);
    }

    /// <summary>Format 0, values of 4 bytes, their count, the values.</summary>
    public static byte[] Values(float[] values)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0u);
        writer.Write(4u);
        writer.Write((ulong)values.Length);
        foreach (float value in values)
            writer.Write(value);
        return stream.ToArray();
    }

    /// <summary>The message ParameterConfig with the fields 1, 2, 4, 5, 6, 7, 9, 11 and 12.</summary>
    public static byte[] Config(string name, ulong size, ulong[] extents, double deviation = 0, bool isSmart = false)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)(1 << 3 | 2));
        writer.Write(name);
        Number(2, size);
        foreach (int field in (int[])[4, 5, 6, 7])
        {
            writer.Write((byte)(field << 3 | 1));
            writer.Write(field == 6 ? deviation : 0.0);
        }

        foreach (ulong extent in extents)
            Number(9, extent);
        Number(11, 0);
        Number(12, isSmart ? 1UL : 0UL);
        return stream.ToArray();

        void Number(int field, ulong value)
        {
            writer.Write((byte)(field << 3));
            writer.Write7BitEncodedInt64((long)value);
        }
    }
}
