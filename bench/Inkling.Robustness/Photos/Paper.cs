using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Photos;

/// <summary>A sheet, as the part of the light that it gives back: plain, ruled or squared, with a texture.</summary>
internal static class Paper
{
    /// <summary>Draws an empty sheet.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="digitHeight">How high a digit on it is, in pixels: 15 to 60 % of the shorter side.</param>
    public static Plane Draw(Random random, out float digitHeight)
    {
        int width = random.Next(240, 1001), height = Math.Clamp((int)(width * random.Between(0.6f, 1.6f)), 240, 1000);
        return Draw(random, width, height, out digitHeight);
    }

    /// <summary>Draws an empty sheet of a given size.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="digitHeight">How high a digit on it is, in pixels: 15 to 60 % of the shorter side.</param>
    public static Plane Draw(Random random, int width, int height, out float digitHeight)
    {
        digitHeight = random.Between(0.15f, 0.6f) * Math.Min(width, height);
        float level = random.Between(0.75f, 0.97f), roughness = random.Between(0.005f, 0.04f), grain = random.Between(8, 60);
        var texture = new Noise(random);
        var rules = Rules(random, digitHeight);
        return Plane.Of(width, height, (x, y) =>
            level * (1 + (roughness * (texture.At(x / grain, y / grain) + texture.At(x / 1.7f, y / 1.7f)))) * rules(x, y));
    }

    // What the printed lines leave of the light at a place.
    private static Func<float, float, float> Rules(Random random, float digitHeight)
    {
        int kind = random.Next(3);
        float spacing = digitHeight * (kind == 1 ? random.Between(0.7f, 1.8f) : random.Between(0.35f, 1.1f));
        float thickness = Math.Max(1, spacing * random.Between(0.015f, 0.04f)), pale = random.Between(0.1f, 0.4f), slope = random.Between(-0.03f, 0.03f);
        float startX = random.Between(0, spacing), startY = random.Between(0, spacing);
        return kind switch
        {
            0 => (_, _) => 1,
            1 => (x, y) => 1 - (pale * Line(y + (slope * x) + startY)),
            _ => (x, y) => 1 - (pale * Math.Max(Line(y + (slope * x) + startY), Line(x - (slope * y) + startX))),
        };

        float Line(float at)
        {
            float distance = MathF.Abs(at - (spacing * MathF.Round(at / spacing)));
            return Math.Clamp((thickness / 2) + 0.5f - distance, 0, 1);
        }
    }
}
