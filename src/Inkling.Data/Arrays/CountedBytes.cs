namespace Inkling.Data.Arrays;

/// <summary>As many bytes of a stream as its header said. Memory is asked for as they come, so that a header that lies costs a block at a time until the bytes run out.</summary>
internal static class CountedBytes
{
    /// <summary>How many are asked for at first where nothing but the header says how many there are.</summary>
    public const int BlockSize = 1 << 20;

    /// <param name="stream">The stream.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="first">How many to ask memory for at once.</param>
    /// <param name="ended">The failure when the stream ends after so many.</param>
    public static byte[] Read(Stream stream, long count, long first, Func<long, InvalidDataException> ended)
    {
        var bytes = new byte[Math.Min(count, first)];
        for (int read = 0; ;)
        {
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length)
                throw ended(read);
            if (read == count)
                return bytes;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
        }
    }
}
