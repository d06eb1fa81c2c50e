using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Disturbances;

/// <summary>What is between the digit and the sensor.</summary>
internal static class Lenses
{
    private const float GlassSigma = 0.7f;
    private const int GlassRounds = 2;
    private const int MotionSteps = 14;
    private const float MotionLength = 7;

    /// <summary>A pane of uneven glass: a blur, pixels swapped with their neighbours, a blur.</summary>
    public static Plane GlassBlur(Plane field, Random random)
    {
        var plane = GaussianBlur.Apply(field, GlassSigma);
        for (int round = 0; round < GlassRounds; round++)
        {
            for (int y = 1; y < plane.Height - 1; y++)
            {
                for (int x = 1; x < plane.Width - 1; x++)
                {
                    int otherX = x + random.Next(-1, 2), otherY = y + random.Next(-1, 2);
                    (plane[x, y], plane[otherX, otherY]) = (plane[otherX, otherY], plane[x, y]);
                }
            }
        }

        return GaussianBlur.Apply(plane, GlassSigma);
    }

    /// <summary>A moving hand: the mean along a line of any direction.</summary>
    public static Plane MotionBlur(Plane field, Random random)
    {
        var (sin, cos) = MathF.SinCos(random.Between(0, MathF.PI));
        return Plane.Of(field.Width, field.Height, (x, y) =>
        {
            float sum = 0;
            for (int step = 0; step <= MotionSteps; step++)
            {
                float at = MotionLength * (((float)step / MotionSteps) - 0.5f);
                sum += field.Between(x + (cos * at), y + (sin * at));
            }

            return sum / (MotionSteps + 1);
        });
    }
}
