using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Robustness.Rasters;

/// <summary>Gray images to and from the drawing library.</summary>
internal static class Pictures
{
    public static SKBitmap ToBitmap(GrayImage image)
    {
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        return bitmap;
    }

    public static GrayImage ToGray(SKBitmap gray8)
    {
        var pixels = new byte[gray8.Width * gray8.Height];
        for (int y = 0; y < gray8.Height; y++)
            gray8.GetPixelSpan().Slice(y * gray8.RowBytes, gray8.Width).CopyTo(pixels.AsSpan(y * gray8.Width));
        return new(gray8.Width, gray8.Height, pixels.AsSpan());
    }

    /// <summary>Draws on white, in gray.</summary>
    public static GrayImage Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }

        return ToGray(bitmap);
    }
}
