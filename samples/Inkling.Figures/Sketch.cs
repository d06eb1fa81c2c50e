using Inkling.Nn;
using Inkling.Workbench.Plotting;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>A drawing of boxes, numbers, arrows, small images and words on white, in points from the top left corner.</summary>
internal sealed class Sketch : IDisposable
{
    public static readonly SKColor Ink = new(0x1F, 0x29, 0x33);
    public static readonly SKColor Soft = new(0x7B, 0x87, 0x94);
    public static readonly SKColor Blue = new(0x25, 0x63, 0xA8);
    public static readonly SKColor Orange = new(0xC2, 0x5E, 0x12);
    public static readonly SKColor PaleBlue = new(0xE3, 0xEE, 0xF9);
    public static readonly SKColor PaleOrange = new(0xFC, 0xE8, 0xD5);
    public static readonly SKColor Pale = new(0xF1, 0xF3, 0xF5);

    private const float PngScale = 2;

    private readonly SKPictureRecorder _recorder = new();
    private readonly SKCanvas _canvas;
    private readonly SKRect _bounds;

    public Sketch(float width, float height)
    {
        _bounds = SKRect.Create(width, height);
        _canvas = _recorder.BeginRecording(_bounds);
        _canvas.Clear(SKColors.White);
    }

    public void Dispose() => _recorder.Dispose();

    public void Box(float x, float y, float width, float height, SKColor fill, SKColor? line = null, float lineWidth = 1)
    {
        using var paint = new SKPaint { Color = fill, IsAntialias = true };
        _canvas.DrawRect(x, y, width, height, paint);
        if (line is not { } color)
            return;
        using var pen = Pen(color, lineWidth);
        _canvas.DrawRect(x, y, width, height, pen);
    }

    public void Circle(float x, float y, float radius, SKColor fill, SKColor line)
    {
        using var paint = new SKPaint { Color = fill, IsAntialias = true };
        using var pen = Pen(line, 1);
        _canvas.DrawCircle(x, y, radius, paint);
        _canvas.DrawCircle(x, y, radius, pen);
    }

    public void Line(float x1, float y1, float x2, float y2, SKColor color, float width = 1)
    {
        using var pen = Pen(color, width);
        _canvas.DrawLine(x1, y1, x2, y2, pen);
    }

    /// <summary>A line that ends in a point.</summary>
    public void Arrow(float x1, float y1, float x2, float y2, SKColor color)
    {
        const float Head = 7;
        Line(x1, y1, x2, y2, color, 1.5f);
        float length = MathF.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
        float dx = (x2 - x1) / length * Head, dy = (y2 - y1) / length * Head;
        Line(x2, y2, x2 - dx - (dy / 2), y2 - dy + (dx / 2), color, 1.5f);
        Line(x2, y2, x2 - dx + (dy / 2), y2 - dy - (dx / 2), color, 1.5f);
    }

    /// <summary>Words, their base line at y.</summary>
    public void Text(string text, float x, float y, float size = 13, SKColor? color = null, SKTextAlign align = SKTextAlign.Center)
    {
        if (!FigureFont.Exists)
            return;
        using var font = new SKFont(FigureFont.Typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true };
        using var paint = new SKPaint { Color = color ?? Ink, IsAntialias = true };
        _canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>A gray image in a frame, its pixels as squares: 0 white to 1 black.</summary>
    public void Image(ReadOnlySpan<float> darkness, int columns, float x, float y, float width, SKColor? frame = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(columns, darkness.Length / columns, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int i = 0; i < darkness.Length; i++)
            bitmap.GetPixelSpan()[(i / columns * bitmap.RowBytes) + (i % columns)] = (byte)(255 - (255 * Math.Clamp(darkness[i], 0, 1)));
        Place(bitmap, x, y, width, frame);
    }

    /// <summary>The same of numbers with signs: −1 orange, 0 white, 1 blue.</summary>
    public void SignedImage(ReadOnlySpan<float> values, int columns, float x, float y, float width)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(columns, values.Length / columns, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int i = 0; i < values.Length; i++)
            bitmap.SetPixel(i % columns, i / columns, Mixed(values[i] < 0 ? Orange : Blue, Math.Min(1, MathF.Abs(values[i]))));
        Place(bitmap, x, y, width, frame: null);

        static SKColor Mixed(SKColor color, float part) => new(Channel(color.Red, part), Channel(color.Green, part), Channel(color.Blue, part));

        static byte Channel(byte full, float part) => (byte)MathF.Round(255 - (part * (255 - full)));
    }

    private void Place(SKBitmap bitmap, float x, float y, float width, SKColor? frame)
    {
        using var image = SKImage.FromBitmap(bitmap);
        var place = SKRect.Create(x, y, width, bitmap.Height * (width / bitmap.Width));
        _canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Nearest));
        using var pen = Pen(frame ?? Soft, 0.75f);
        _canvas.DrawRect(place, pen);
    }

    /// <summary>Writes the drawing.</summary>
    /// <param name="path">Its extension, .png or .svg, tells the format.</param>
    public void Save(string path)
    {
        using var picture = _recorder.EndRecording();
        AtomicFile.Write(path, stream =>
        {
            if (Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase))
            {
                using var svg = SKSvgCanvas.Create(_bounds, stream);
                svg.DrawPicture(picture);
                return;
            }

            using var bitmap = new SKBitmap((int)(_bounds.Width * PngScale), (int)(_bounds.Height * PngScale));
            using var canvas = new SKCanvas(bitmap);
            canvas.Scale(PngScale);
            canvas.DrawPicture(picture);
            canvas.Flush();
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            png.SaveTo(stream);
        });
    }

    private static SKPaint Pen(SKColor color, float width) => new() { Color = color, StrokeWidth = width, IsStroke = true, IsAntialias = true };
}
