namespace Inkling.Data;

/// <summary>How image files become samples; given from outside, so that this library needs no image decoder.</summary>
/// <param name="Channels">Values per pixel of every sample.</param>
/// <param name="Height">Rows of every sample.</param>
/// <param name="Width">Columns of every sample.</param>
/// <param name="IsImage">Whether a file, by its name, is to be read.</param>
/// <param name="Decode">Gives channels·height·width bytes of a file; throws <see cref="InvalidDataException"/> if it is no image.</param>
public sealed record ImageDecoder(int Channels, int Height, int Width, Func<string, bool> IsImage, Func<string, ReadOnlyMemory<byte>> Decode)
{
    /// <summary>The pixels of a file, after a check that they are as many as they should be.</summary>
    internal ReadOnlyMemory<byte> Read(string file)
    {
        var pixels = Decode(file);
        return pixels.Length == Channels * Height * Width
            ? pixels
            : throw new InvalidDataException($"{file}: expected {Channels * Height * Width} bytes ({Channels}×{Height}×{Width}) of the decoder, found {pixels.Length}");
    }
}
