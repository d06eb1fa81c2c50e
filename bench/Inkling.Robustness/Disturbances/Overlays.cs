using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Disturbances;

/// <summary>What lies over the digit.</summary>
internal static class Overlays
{
    private const int StripeWidth = 5;
    private const float FogStrength = 1.5f;
    private const float DotSpacing = 3;

    /// <summary>Columns near the middle whose ink is paper and whose paper is ink.</summary>
    public static Plane Stripe(Plane field, Random random)
    {
        int first = random.Next(8, 16);
        return Plane.Of(field.Width, field.Height, (x, y) => x >= first && x < first + StripeWidth ? 1 - field[x, y] : field[x, y]);
    }

    /// <summary>Clouds of all sizes, brighter than the ink, and the whole brought back to the range of an image.</summary>
    public static Plane Fog(Plane field, Random random)
    {
        var clouds = new Noise(random);
        return Plane.Of(field.Width, field.Height, (x, y) =>
        {
            float fog = 0.5f;
            for (int octave = 0; octave < 4; octave++)
                fog += 0.25f * MathF.Pow(0.5f, octave) * clouds.At(x * (1 << octave) / 14f, y * (1 << octave) / 14f);
            return (field[x, y] + (FogStrength * Math.Clamp(fog, 0, 1))) / (1 + FogStrength);
        });
    }

    /// <summary>Drops of the colour of the ink.</summary>
    public static Plane Spatter(Plane field, Random random)
    {
        var drops = new (float X, float Y, float Radius)[random.Next(6, 13)];
        for (int i = 0; i < drops.Length; i++)
            drops[i] = (random.Between(0, field.Width), random.Between(0, field.Height), random.Between(0.5f, 1.8f));
        return Plane.Of(field.Width, field.Height, (x, y) =>
            Math.Max(field[x, y], drops.Max(drop => Math.Clamp(drop.Radius + 0.5f - MathF.Sqrt(Square(x - drop.X) + Square(y - drop.Y)), 0, 1))));
    }

    /// <summary>Dots along a straight line across the field.</summary>
    public static Plane DottedLine(Plane field, Random random)
    {
        var (fromX, fromY, toX, toY) = Crossing(field, random);
        float length = MathF.Sqrt(Square(toX - fromX) + Square(toY - fromY));
        var result = field.Map(v => v);
        for (float at = 0; at <= length; at += DotSpacing)
        {
            int x = (int)(fromX + ((toX - fromX) * at / length)), y = (int)(fromY + ((toY - fromY) * at / length));
            result[Math.Clamp(x, 0, field.Width - 1), Math.Clamp(y, 0, field.Height - 1)] = 1;
        }

        return result;
    }

    /// <summary>A thin line to and fro across the field.</summary>
    public static Plane Zigzag(Plane field, Random random)
    {
        const int Corners = 9;
        var (fromX, fromY, toX, toY) = Crossing(field, random);
        float alongX = (toX - fromX) / Corners, alongY = (toY - fromY) / Corners;
        var corners = new (float X, float Y)[Corners + 1];
        for (int i = 0; i <= Corners; i++)
        {
            float side = i % 2 == 0 ? 0.6f : -0.6f;
            corners[i] = (fromX + (alongX * i) - (alongY * side), fromY + (alongY * i) + (alongX * side));
        }

        return Plane.Of(field.Width, field.Height, (x, y) =>
        {
            float nearest = Enumerable.Range(0, Corners).Min(i => Distance((x, y), corners[i], corners[i + 1]));
            return Math.Max(field[x, y], Math.Clamp(1 - nearest, 0, 1));
        });
    }

    // From one side of the field to the opposite one.
    private static (float FromX, float FromY, float ToX, float ToY) Crossing(Plane field, Random random)
    {
        float a = random.Between(0.15f, 0.85f), b = random.Between(0.15f, 0.85f), width = field.Width - 1, height = field.Height - 1;
        return random.Happens(0.5) ? (0, a * height, width, b * height) : (a * width, 0, b * width, height);
    }

    private static float Distance((float X, float Y) point, (float X, float Y) from, (float X, float Y) to)
    {
        float alongX = to.X - from.X, alongY = to.Y - from.Y;
        float at = (((point.X - from.X) * alongX) + ((point.Y - from.Y) * alongY)) / (Square(alongX) + Square(alongY));
        at = Math.Clamp(at, 0, 1);
        return MathF.Sqrt(Square(point.X - from.X - (at * alongX)) + Square(point.Y - from.Y - (at * alongY)));
    }

    private static float Square(float value) => value * value;
}
