using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;
using SkiaSharp;

namespace Inkling.Robustness.Photos;

/// <summary>Photographs a sheet: uneven light, in every second photo a shadow; blur, noise of the sensor, and JPEG.</summary>
internal static class Camera
{
    /// <summary>Takes the photo.</summary>
    /// <param name="sheet">The part of the light that each place gives back.</param>
    /// <param name="digitHeight">The sharpness is measured by it, in pixels.</param>
    /// <param name="random">Where chance comes from.</param>
    public static GrayImage Take(Plane sheet, float digitHeight, Random random)
    {
        var light = Light(sheet, random);
        var lit = Plane.Of(sheet.Width, sheet.Height, (x, y) => sheet[x, y] * light(x, y));
        var seen = GaussianBlur.Apply(lit, 0.3f + (digitHeight * random.Between(0, 0.03f)));
        float noise = random.Between(0.003f, 0.03f);
        return Compressed(seen.Map(v => v + random.Normal(noise)).ToImage(), quality: random.Next(40, 95));
    }

    private static Func<float, float, float> Light(Plane sheet, Random random)
    {
        float brightness = random.Between(0.6f, 1.05f), loss = random.Between(0, 0.5f), darkness = random.Happens(0.5) ? random.Between(0.2f, 0.5f) : 0;
        float softness = random.Between(0.01f, 0.2f), edge = random.Between(-0.3f, 0.3f);
        var (lightY, lightX) = MathF.SinCos(random.Between(0, 2 * MathF.PI));
        var (shadowY, shadowX) = MathF.SinCos(random.Between(0, 2 * MathF.PI));
        return (x, y) =>
        {
            // From −0.5 to 0.5 across the sheet.
            float right = (x / sheet.Width) - 0.5f, down = (y / sheet.Height) - 0.5f;
            float fall = 1 - (loss * (0.5f + (0.7f * ((lightX * right) + (lightY * down)))));
            float shade = Math.Clamp((((shadowX * right) + (shadowY * down) - edge) / softness) + 0.5f, 0, 1);
            return brightness * fall * (1 - (darkness * shade));
        };
    }

    private static GrayImage Compressed(GrayImage image, int quality)
    {
        using var bitmap = Pictures.ToBitmap(image);
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using var stream = file.AsStream();
        return ImageFile.Load(stream, "photo");
    }
}
