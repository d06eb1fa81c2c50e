using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;
using SkiaSharp;

namespace Inkling.Robustness.NonDigits;

/// <summary>A pen that goes to and fro: in loops, in zigzags, crossing out, or wandering.</summary>
internal static class Scribbles
{
    private const int Side = 256;

    public static GrayImage Draw(Random random)
    {
        using var path = Path(random);
        using var pen = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = new SKColor(30, 30, 30),
            StrokeWidth = random.Between(4, 16),
        };
        return Pictures.Draw(Side, Side, canvas => canvas.DrawPath(path, pen));
    }

    private static SKPath Path(Random random)
    {
        var points = random.Next(4) switch
        {
            0 => Loops(random),
            1 => Zigzag(random),
            2 => [.. Zigzag(random), .. Zigzag(random)],
            _ => Wandering(random),
        };
        using var builder = new SKPathBuilder();
        builder.MoveTo(points[0]);
        for (int i = 1; i + 1 < points.Length; i++)
            builder.QuadTo(points[i], new((points[i].X + points[i + 1].X) / 2, (points[i].Y + points[i + 1].Y) / 2));
        return builder.Detach();
    }

    private static SKPoint[] Loops(Random random)
    {
        float radius = random.Between(25, 60), step = random.Between(0.5f, 0.9f), across = random.Between(1.5f, 4), turn = random.Between(0, 3);
        return [.. Enumerable.Range(0, random.Next(24, 60)).Select(i => new SKPoint(
            60 + (i * across) + radius + (radius * MathF.Cos((i * step) + turn)) + random.Between(-4, 4),
            128 + (radius * MathF.Sin((i * step) + turn)) + random.Between(-4, 4)))];
    }

    private static SKPoint[] Zigzag(Random random)
    {
        int count = random.Next(6, 16);
        bool upright = random.Happens(0.5);
        float swing = random.Between(30, 90);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float along = 40 + (170f * i / count) + random.Between(-5, 5), side = 128 + ((i % 2 == 0 ? swing : -swing) * random.Between(0.7f, 1));
            return upright ? new SKPoint(side, along) : new SKPoint(along, side);
        })];
    }

    private static SKPoint[] Wandering(Random random) =>
        [.. Enumerable.Range(0, random.Next(9, 25)).Select(_ => new SKPoint(random.Between(40, 216), random.Between(40, 216)))];
}
