using System.Buffers.Binary;
using SkiaSharp;

namespace Inkling.Reliability.Fuzzing;

/// <summary>Files in the two formats that the image library reads but does not write.</summary>
internal static class Bitmaps
{
    private const int BmpHeader = 54;
    private const int GifColours = 128, GifClear = GifColours, GifEnd = GifColours + 1, GifRun = 100, GifBlock = 255;

    /// <summary>A BMP of 24 bits a pixel, not compressed.</summary>
    public static byte[] Bmp(SKBitmap bitmap)
    {
        int stride = ((3 * bitmap.Width) + 3) / 4 * 4;
        var bytes = new byte[BmpHeader + (stride * bitmap.Height)];
        "BM"u8.CopyTo(bytes);
        Write(2, bytes.Length);
        Write(10, BmpHeader);
        Write(14, 40);
        Write(18, bitmap.Width);
        Write(22, bitmap.Height);
        Write(26, 1 | (24 << 16));
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                var colour = bitmap.GetPixel(x, bitmap.Height - 1 - y);
                bytes[BmpHeader + (y * stride) + (3 * x)] = colour.Blue;
                bytes[BmpHeader + (y * stride) + (3 * x) + 1] = colour.Green;
                bytes[BmpHeader + (y * stride) + (3 * x) + 2] = colour.Red;
            }
        }

        return bytes;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
    }

    /// <summary>A GIF of 128 grays; its table of strings is cleared before it grows, so that every code has eight bits.</summary>
    public static byte[] Gif(SKBitmap bitmap)
    {
        var (width, height) = ((byte)bitmap.Width, (byte)bitmap.Height);
        byte[] palette = [.. Enumerable.Range(0, GifColours).SelectMany(level => Enumerable.Repeat((byte)(2 * level), 3))];
        byte[] codes = [.. bitmap.Pixels.Chunk(GifRun).SelectMany(run => run.Select(colour => (byte)(colour.Green / 2)).Prepend((byte)GifClear)), GifEnd];
        return
        [
            .. "GIF89a"u8, width, 0, height, 0, 0b1000_0110, 0, 0, .. palette,
            (byte)',', 0, 0, 0, 0, width, 0, height, 0, 0, 7, .. codes.Chunk(GifBlock).SelectMany(block => block.Prepend((byte)block.Length)), 0,
            (byte)';',
        ];
    }
}
