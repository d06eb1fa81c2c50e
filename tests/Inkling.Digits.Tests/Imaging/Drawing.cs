using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>A "2" on a sheet of 400x500, and what may befall such a sheet.</summary>
internal static class Drawing
{
    public const int Width = 400;
    public const int Height = 500;

    private static readonly SKRect Place = new(130, 150, 250, 320);

    public static GrayImage Two(byte paper = 230, byte ink = 40, float thickness = 18, Action<SKCanvas>? below = null, SKRect? place = null)
    {
        using var drawn = Picture.Draw(Width, Height, new SKColor(paper, paper, paper), canvas =>
        {
            below?.Invoke(canvas);
            Picture.Two(canvas, place ?? Place, thickness, new SKColor(ink, ink, ink));
        });
        return ImageFile.Load(new MemoryStream(drawn.Encode(SKEncodedImageFormat.Png)), "two");
    }

    /// <summary>Lines from side to side, turned by the given angle.</summary>
    public static void Lines(SKCanvas canvas, bool across, bool down, byte level, float degrees = 0, int step = 45)
    {
        using var paint = new SKPaint { Color = new SKColor(level, level, level), IsStroke = true, StrokeWidth = 2, IsAntialias = true };
        canvas.Save();
        canvas.RotateDegrees(degrees, Width / 2f, Height / 2f);
        for (int at = -Height; at < 2 * Height; at += step)
        {
            if (across)
                canvas.DrawLine(-Width, at, 2 * Width, at, paint);
            if (down)
                canvas.DrawLine(at, -Height, at, 2 * Height, paint);
        }

        canvas.Restore();
    }

    public static void Box(SKCanvas canvas, float x, float y, float width, float height, byte level, float stroke = 0)
    {
        using var paint = new SKPaint { Color = new SKColor(level, level, level), IsStroke = stroke > 0, StrokeWidth = stroke };
        canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>The image with every pixel multiplied by a light of 0 to 1 that depends on the place (0 to 1 across and down).</summary>
    public static GrayImage Lit(this GrayImage image, Func<double, double, double> light) => image.Changed(
        (x, y, level) => level * light((double)x / image.Width, (double)y / image.Height));

    public static GrayImage Grainy(this GrayImage image, int most)
    {
        var random = new Random(1);
        return image.Changed((_, _, level) => level + random.Next(-most, most + 1));
    }

    public static GrayImage Changed(this GrayImage image, Func<int, int, byte, double> change)
    {
        var pixels = image.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(change(i % image.Width, i / image.Width, pixels[i]), 0, 255);
        return new GrayImage(image.Width, image.Height, pixels.AsSpan());
    }

    /// <summary>The summed differences of two digits, as a share of the ink of the first.</summary>
    public static double Difference(NormalizedDigit expected, NormalizedDigit actual) =>
        expected.Pixels.ToArray().Zip(actual.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Sum()
            / (double)expected.Pixels.ToArray().Sum(pixel => pixel);
}
