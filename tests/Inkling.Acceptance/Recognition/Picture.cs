using SkiaSharp;

namespace Inkling.Acceptance.Recognition;

/// <summary>Images to be recognised.</summary>
internal static class Picture
{
    /// <summary>A PNG file: a 1, dark on light.</summary>
    /// <param name="size">Its width and height, in pixels.</param>
    public static byte[] Stroke(int size)
    {
        using var bitmap = new SKBitmap(size, size);
        using var canvas = new SKCanvas(bitmap);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = size / 10f, IsAntialias = true, Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        canvas.DrawLine(size * 0.52f, size * 0.15f, size * 0.48f, size * 0.85f, pen);
        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
