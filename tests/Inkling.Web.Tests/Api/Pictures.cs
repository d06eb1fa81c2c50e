using System.Buffers.Binary;
using Inkling.Data;
using SkiaSharp;

namespace Inkling.Web.Tests.Api;

/// <summary>Files of images.</summary>
internal static class Pictures
{
    /// <summary>A PNG with a zero on white paper.</summary>
    public static byte[] Zero { get; } = Drawn(200, (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen));

    /// <summary>A sample as a PNG, dark on white.</summary>
    public static byte[] PngOf(Sample sample)
    {
        const int Side = 28;
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        var pixels = sample.Pixels.Span;
        for (int i = 0; i < pixels.Length; i++)
            target[(i / Side * bitmap.RowBytes) + (i % Side)] = (byte)(byte.MaxValue - pixels[i]);
        return Encoded(bitmap, SKEncodedImageFormat.Png);
    }

    /// <summary>A square sheet of white paper that is drawn on with a thick pen.</summary>
    public static byte[] Drawn(int side, Action<SKCanvas, SKPaint> draw, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(side, side);
        using var canvas = new SKCanvas(bitmap);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 16, IsAntialias = true, Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        draw(canvas, pen);
        canvas.Flush();
        return Encoded(bitmap, format);
    }

    /// <summary>A PNG that says it is larger than it is.</summary>
    public static byte[] Claiming(int width, int height)
    {
        byte[] png = [.. Zero];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        uint crc = uint.MaxValue;
        foreach (byte value in png.AsSpan(12, 17))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~crc);
        return png;
    }

    private static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
