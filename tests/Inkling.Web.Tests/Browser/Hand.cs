using Microsoft.Playwright;
using SkiaSharp;

namespace Inkling.Web.Tests.Browser;

/// <summary>A hand that writes digits, with the mouse or into a picture.</summary>
internal static class Hand
{
    /// <summary>The sheet's extents, as the page has them, in the units of its strokes.</summary>
    private const float SheetWidth = 640, SheetHeight = 480;

    /// <summary>How far the mouse goes from one of its events to the next, in pixels.</summary>
    private const float LongestStep = 40;

    private const float PenWidth = 24;

    /// <summary>The strokes of each digit, in a box one high and two thirds as wide.</summary>
    private static readonly SKPoint[][][] Digits =
    [
        [Arc(0.35f, 0.5f, 0.3f, 0.48f, -80, 282)],
        [[new(0.35f, 0.02f), new(0.34f, 0.5f), new(0.33f, 1)]],
        [[.. Arc(0.35f, 0.3f, 0.28f, 0.28f, 190, 380), new(0.55f, 0.55f), new(0.08f, 0.98f), new(0.68f, 0.98f)]],
        [[.. Arc(0.32f, 0.26f, 0.26f, 0.25f, 210, 440), .. Arc(0.32f, 0.74f, 0.3f, 0.26f, -85, 150)]],
        [[new(0.48f, 0.02f), new(0.06f, 0.62f), new(0.68f, 0.62f)], [new(0.5f, 0.32f), new(0.5f, 1)]],
        [[new(0.62f, 0.03f), new(0.16f, 0.03f), new(0.12f, 0.45f), .. Arc(0.34f, 0.68f, 0.29f, 0.3f, -130, 140)]],
        [[new(0.55f, 0.02f), .. Arc(0.5f, 0.6f, 0.42f, 0.45f, -120, -180), .. Arc(0.35f, 0.7f, 0.27f, 0.28f, 180, -180)]],
        [[new(0.05f, 0.04f), new(0.65f, 0.04f), new(0.28f, 1)]],
        [[.. Arc(0.35f, 0.26f, 0.22f, 0.23f, -60, -270), .. Arc(0.35f, 0.74f, 0.27f, 0.25f, -90, 270), .. Arc(0.35f, 0.26f, 0.22f, 0.23f, 90, -60)]],
        [[.. Arc(0.36f, 0.3f, 0.26f, 0.28f, -20, -380), new(0.6f, 0.4f), new(0.5f, 1)]],
    ];

    /// <summary>Draws digits side by side on the page's sheet.</summary>
    public static async Task DrawAsync(IPage page, string digits)
    {
        await page.Locator("#drawing").ScrollIntoViewIfNeededAsync();
        var sheet = (await page.Locator("#drawing").BoundingBoxAsync())!;
        foreach (var stroke in Strokes(digits))
        {
            SKPoint OnPage(SKPoint point) => new(sheet.X + (point.X * sheet.Width / SheetWidth), sheet.Y + (point.Y * sheet.Height / SheetHeight));

            var start = OnPage(stroke[0]);
            await page.Mouse.MoveAsync(start.X, start.Y);
            await page.Mouse.DownAsync();
            foreach (var (from, to) in stroke.Select(OnPage).Zip(stroke.Skip(1).Select(OnPage)))
                await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 1 + (int)(SKPoint.Distance(from, to) / LongestStep) });
            await page.Mouse.UpAsync();
        }
    }

    /// <summary>A picture of digits side by side, as a PNG.</summary>
    public static byte[] Picture(string digits)
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)SheetWidth, (int)SheetHeight));
        surface.Canvas.Clear(SKColors.White);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = PenWidth, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true };
        foreach (var stroke in Strokes(digits))
        {
            using var path = new SKPathBuilder();
            path.AddPoly(stroke, close: false);
            using var line = path.Detach();
            surface.Canvas.DrawPath(line, pen);
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    /// <summary>One digit in the middle, or several in a row.</summary>
    private static IEnumerable<SKPoint[]> Strokes(string digits)
    {
        float height = digits.Length == 1 ? 300 : 170, step = digits.Length == 1 ? 0 : 150;
        float left = (SheetWidth - (step * (digits.Length - 1)) - (0.7f * height)) / 2, top = (SheetHeight - height) / 2;
        return digits.SelectMany((digit, i) => Digits[digit - '0'].Select(stroke =>
            Array.ConvertAll(stroke, point => new SKPoint(left + (i * step) + (point.X * height), top + (point.Y * height)))));
    }

    private static SKPoint[] Arc(float x, float y, float radiusX, float radiusY, float from, float to)
    {
        const int Parts = 20;
        return
        [
            .. Enumerable.Range(0, Parts + 1).Select(i =>
            {
                float angle = (from + ((to - from) * i / Parts)) * MathF.PI / 180;
                return new SKPoint(x + (radiusX * MathF.Cos(angle)), y + (radiusY * MathF.Sin(angle)));
            }),
        ];
    }
}
