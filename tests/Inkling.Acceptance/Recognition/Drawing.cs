using SkiaSharp;

namespace Inkling.Acceptance.Recognition;

/// <summary>Images drawn with a thick pen on white paper.</summary>
internal static class Drawing
{
    /// <summary>Draws on 200×200 pixels and writes a PNG; its folder is made if it is not there.</summary>
    public static string Save(string path, Action<SKCanvas, SKPaint> draw)
    {
        using var bitmap = new SKBitmap(200, 200);
        using var canvas = new SKCanvas(bitmap);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 16, StrokeCap = SKStrokeCap.Round, IsAntialias = true, Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        draw(canvas, pen);
        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, png.ToArray());
        return path;
    }
}
