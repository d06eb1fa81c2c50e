using SkiaSharp;

namespace Inkling.Workbench.Reports;

/// <summary>Samples as addresses that hold the whole image.</summary>
internal static class SamplePng
{
    /// <summary>A PNG as a data URI.</summary>
    /// <param name="pixels">Channels · height · width bytes, channel by channel. One channel is ink, 0 paper to 255, and drawn dark on white; of
    /// three, red, green and blue, the colours are as they are.</param>
    /// <param name="channels">1 or 3; of another number the first one is drawn.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static string DataUri(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        using var bitmap = channels == 3 ? Colored(pixels, height, width) : Inked(pixels, height, width);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return $"data:image/png;base64,{Convert.ToBase64String(png.AsSpan())}";
    }

    private static SKBitmap Inked(ReadOnlySpan<byte> pixels, int height, int width)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                target[(y * bitmap.RowBytes) + x] = (byte)(255 - pixels[(y * width) + x]);
        }

        return bitmap;
    }

    private static SKBitmap Colored(ReadOnlySpan<byte> pixels, int height, int width)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        int plane = height * width;
        for (int i = 0; i < plane; i++)
        {
            for (int c = 0; c < 3; c++)
                target[(4 * i) + c] = pixels[(c * plane) + i];
            target[(4 * i) + 3] = 255;
        }

        return bitmap;
    }
}
