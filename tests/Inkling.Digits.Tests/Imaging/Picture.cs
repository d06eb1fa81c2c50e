using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>Pictures that the tests draw themselves, and the bytes of the files they make.</summary>
internal static class Picture
{
    /// <summary>A bitmap whose content is drawn; the colour of the paper is set first.</summary>
    public static SKBitmap Draw(int width, int height, SKColor paper, Action<SKCanvas> draw, SKColorType type = SKColorType.Rgba8888)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, type, SKAlphaType.Unpremul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(paper);
        draw(canvas);
        return bitmap;
    }

    /// <summary>A "2" of round strokes in a box of the given size, so that the shape is neither symmetric nor of one thickness
    /// only.</summary>
    public static void Two(SKCanvas canvas, SKRect box, float thickness, SKColor ink)
    {
        using var paint = new SKPaint
        {
            Color = ink,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = thickness,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        using var path = new SKPathBuilder();
        path.MoveTo(box.Left, box.Top + (box.Height * 0.25f));
        float above = box.Top - (box.Height * 0.1f);
        path.CubicTo(box.Left, above, box.Right, above, box.Right, box.Top + (box.Height * 0.3f));
        path.LineTo(box.Left, box.Bottom);
        path.LineTo(box.Right, box.Bottom);
        using var two = path.Detach();
        canvas.DrawPath(two, paint);
    }

    public static byte[] Encode(this SKBitmap bitmap, SKEncodedImageFormat format, int quality = 100)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static GrayImageBuilder Gray(int width, int height, byte paper = 255) => new(width, height, paper);

    /// <summary>Pixels of any brightness, the same at every call.</summary>
    public static GrayImage Noise(int width, int height)
    {
        var pixels = new byte[width * height];
        new Random(1).NextBytes(pixels);
        return new(width, height, pixels);
    }

    /// <summary>An image of the same size, made pixel by pixel.</summary>
    public static GrayImage OfEach(GrayImage image, Func<int, int, byte> pixel) =>
        new(image.Width, image.Height, [.. from y in Enumerable.Range(0, image.Height) from x in Enumerable.Range(0, image.Width) select pixel(x, y)]);

    /// <summary>A 24-bit BMP of one gray level.</summary>
    public static byte[] Bmp(int width, int height, byte level)
    {
        int stride = ((3 * width) + 3) / 4 * 4, size = 54 + (stride * height);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        foreach (int value in (int[])[size, 0, 54, 40, width, height])
            writer.Write(value);
        writer.Write((short)1);
        writer.Write((short)24);
        foreach (int value in (int[])[0, stride * height, 0, 0, 0, 0])
            writer.Write(value);
        var pixels = new byte[stride * height];
        Array.Fill(pixels, level);
        writer.Write(pixels);
        return stream.ToArray();
    }

    /// <summary>A GIF of two frames: the first all of one gray level, the second all of another.</summary>
    /// <remarks>Codes of 8 bits, and the table cleared before it grows to 9: the code stream is then plain bytes.</remarks>
    public static byte[] Gif(int side, byte first, byte second)
    {
        List<byte> file = [.. "GIF89a"u8, (byte)side, 0, (byte)side, 0, 0xF6, 0, 0];
        for (int level = 0; level < 128; level++)
            file.AddRange(Enumerable.Repeat((byte)(2 * level), 3));
        foreach (byte level in (byte[])[first, second])
        {
            file.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, (byte)side, 0, (byte)side, 0, 0, 7]);
            foreach (var pixels in Enumerable.Repeat((byte)(level / 2), side * side).Chunk(100))
                file.AddRange([(byte)(pixels.Length + 1), 0x80, .. pixels]);
            file.AddRange([1, 0x81, 0]);
        }

        file.Add(0x3B);
        return [.. file];
    }

    /// <summary>A JPEG of 8x8 pixels in cyan, magenta, yellow and black, stored as Adobe's programs do: 255 is no ink.</summary>
    /// <remarks>
    /// A block has one coefficient, its mean: divided by 8 it is the level less 128. The code of the means has a word of four bits for every
    /// length from 0 to 8, that of the other coefficients the one word 0, "no more".
    /// </remarks>
    public static byte[] CmykJpeg(params ReadOnlySpan<byte> levels)
    {
        var bits = new StringBuilder();
        foreach (byte level in levels)
        {
            int mean = level - 128, length = 32 - int.LeadingZeroCount(Math.Abs(mean));
            int word = mean < 0 ? mean + (1 << length) - 1 : mean;
            bits.Append($"{length:b4}").Append(length == 0 ? "" : word.ToString($"b{length}", CultureInfo.InvariantCulture)).Append('0');
        }

        bits.Append('1', (8 - (bits.Length % 8)) % 8);
        var scan = bits.ToString().Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2));
        return
        [
            0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
            0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
            0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8,
            0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0,
            0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0,
            .. scan.SelectMany(octet => octet == 0xFF ? (byte[])[0xFF, 0] : [octet]), 0xFF, 0xD9,
        ];
    }

    /// <summary>The beginning of a gray PNG that says what size it is, and holds no pixels.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [0x78, 0x9C])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = [0, 0, 0, (byte)content.Length, .. type, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32(chunk.AsSpan(4..^4)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte octet in bytes)
        {
            crc ^= octet;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }

    /// <summary>A JPEG file with the orientation tag of a camera put in behind its first marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] tag =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. tag, .. jpeg[2..]];
    }
}
