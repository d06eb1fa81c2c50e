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
