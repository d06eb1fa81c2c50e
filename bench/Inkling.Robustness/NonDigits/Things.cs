using Inkling.Digits.Imaging;
using Inkling.Robustness.Photos;
using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.NonDigits;

/// <summary>Photos of anything but writing: wood, cloth, tiles, clouds, leaves, solid shapes.</summary>
internal static class Things
{
    public static GrayImage Draw(Random random)
    {
        int width = random.Next(200, 501), height = random.Next(200, 501);
        var scene = random.Next(5) switch
        {
            0 => Wood(random),
            1 => Cloth(random),
            2 => Tiles(random),
            3 => Clouds(random),
            _ => Shapes(random, width, height),
        };
        return Camera.Take(Plane.Of(width, height, (x, y) => Math.Clamp(scene(x, y), 0.05f, 0.97f)), digitHeight: 60, random);
    }

    private static Func<float, float, float> Wood(Random random)
    {
        var grain = new Noise(random);
        float period = random.Between(10, 50), contrast = random.Between(0.1f, 0.3f);
        return (x, y) => 0.6f + (contrast * MathF.Sin((y + (25 * grain.At(x / 90, y / 40))) * 6.28f / period)) + (0.05f * grain.At(x / 15, y / 2));
    }

    private static Func<float, float, float> Cloth(Random random)
    {
        float period = random.Between(6, 40), contrast = random.Between(0.1f, 0.35f);
        return (x, y) => 0.55f + (contrast * MathF.Sin(x * 6.28f / period) * MathF.Sin(y * 6.28f / period));
    }

    private static Func<float, float, float> Tiles(Random random)
    {
        float side = random.Between(25, 120), joint = random.Between(2, 8), joints = random.Between(0.1f, 0.4f);
        return (x, y) => x % side < joint || y % side < joint ? joints : 0.8f;
    }

    private static Func<float, float, float> Clouds(Random random)
    {
        var clouds = new Noise(random);
        float size = random.Between(15, 80);
        return (x, y) => 0.5f + (0.3f * clouds.At(x / size, y / size)) + (0.15f * clouds.At(3 * x / size, 3 * y / size));
    }

    private static Func<float, float, float> Shapes(Random random, int width, int height)
    {
        var shapes = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (
            X: random.Between(0, width), Y: random.Between(0, height), Across: random.Between(25, 110), Down: random.Between(25, 110),
            Level: random.Between(0.1f, 0.6f), Power: random.Pick<float>([1, 2, 8]))).ToArray();
        return (x, y) =>
        {
            float level = 0.85f;
            foreach (var shape in shapes)
            {
                // A rhombus, an ellipse, or nearly a rectangle.
                if (MathF.Pow(MathF.Abs(x - shape.X) / shape.Across, shape.Power) + MathF.Pow(MathF.Abs(y - shape.Y) / shape.Down, shape.Power) < 1)
                    level = shape.Level;
            }

            return level;
        };
    }
}
