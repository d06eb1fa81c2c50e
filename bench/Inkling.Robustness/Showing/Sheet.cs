using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;
using SkiaSharp;

namespace Inkling.Robustness.Showing;

/// <summary>The first images of a set side by side, to see what is meant.</summary>
internal static class Sheet
{
    public const int MostImages = 40;

    private const int Columns = 8, Cell = 160;

    /// <summary>Draws it into a PNG file.</summary>
    public static void Draw(ITestSet set, string path)
    {
        int count = Math.Min(set.Count, MostImages), rows = (count + Columns - 1) / Columns;
        using var sheet = new SKBitmap(new SKImageInfo(Columns * Cell, rows * Cell));
        using (var canvas = new SKCanvas(sheet))
        {
            canvas.Clear(SKColors.SteelBlue);
            for (int i = 0; i < count; i++)
            {
                using var image = Pictures.ToBitmap(set.Make(i).Image);
                float scale = (Cell - 6f) / Math.Max(image.Width, image.Height);
                float left = (i % Columns * Cell) + 3, top = (i / Columns * Cell) + 3;
                var place = SKRect.Create(left, top, image.Width * scale, image.Height * scale);
                canvas.DrawBitmap(image, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
            }
        }

        using var png = sheet.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
