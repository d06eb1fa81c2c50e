using Inkling.Bench.Peers;
using Inkling.Data;
using Inkling.Data.Synthetic;
using SkiaSharp;

namespace Inkling.Bench.Programs;

/// <summary>Image files to be recognised: a synthetic digit, as it is and on a large sheet of gray, grainy paper, dark on light.</summary>
internal static class ToolImages
{
    public const int PhotoWidth = 4000, PhotoHeight = 3000;

    private const int Side = 28;
    private const int Paper = 200, Grain = 12;

    /// <summary>A field as MNIST has them.</summary>
    public static string Digit(string folder)
    {
        using var field = Field();
        return Save(field, Path.Combine(folder, "digit.png"), SKEncodedImageFormat.Png);
    }

    /// <summary>Of the size of a phone's photo or another, with as much detail to decode; the digit takes half of it.</summary>
    public static string Photo(string folder, int width = PhotoWidth, int height = PhotoHeight)
    {
        int side = height / 2;
        using var field = Field();
        using var large = field.Resize(new SKImageInfo(side, side, SKColorType.Gray8, SKAlphaType.Opaque), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var photo = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var random = new Random(1);
        Span<byte> pixels = photo.GetPixelSpan(), digit = large.GetPixelSpan();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int column = x - ((width - side) / 2), row = y - ((height - side) / 2);
                int ink = (uint)column < (uint)side && (uint)row < (uint)side ? digit[(row * large.RowBytes) + column] : 0;
                pixels[(y * photo.RowBytes) + x] = (byte)Math.Clamp(Paper - (ink * Paper / 300) + random.Next(-Grain, Grain + 1), 0, 255);
            }
        }

        return Save(photo, Path.Combine(folder, "photo.jpg"), SKEncodedImageFormat.Jpeg);
    }

    private static SKBitmap Field()
    {
        Sample digit = SyntheticDigits.Test(1).Read().First();
        var field = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        digit.Pixels.Span.CopyTo(field.GetPixelSpan());
        return field;
    }

    private static string Save(SKBitmap image, string path, SKEncodedImageFormat format)
    {
        using var data = image.Encode(format, quality: 90);
        using var file = File.Create(path);
        data.SaveTo(file);
        return path;
    }
}
