using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Disturbances;

/// <summary>The outlines alone (J. Canny, "A computational approach to edge detection", 1986): the ridges of the slope, followed from strong to weak.</summary>
internal static class CannyEdges
{
    private const float Sigma = 1, Weak = 0.1f, Strong = 0.2f;

    public static Plane Of(Plane field)
    {
        var smooth = GaussianBlur.Apply(field, Sigma);
        var slope = Plane.Of(field.Width, field.Height, (x, y) => Length(Gradient(smooth, x, y)));
        var ridge = Plane.Of(field.Width, field.Height, (x, y) => IsRidge(smooth, slope, x, y) ? slope[x, y] : 0);

        var edges = new Plane(field.Width, field.Height);
        for (int y = 0; y < field.Height; y++)
        {
            for (int x = 0; x < field.Width; x++)
            {
                if (ridge[x, y] >= Strong)
                    Follow(ridge, edges, x, y);
            }
        }

        return edges;
    }

    private static void Follow(Plane ridge, Plane edges, int x, int y)
    {
        var open = new Stack<(int X, int Y)>([(x, y)]);
        while (open.TryPop(out var at))
        {
            if (ridge.OrZero(at.X, at.Y) < Weak || edges[at.X, at.Y] > 0)
                continue;
            edges[at.X, at.Y] = 1;
            for (int i = 0; i < 9; i++)
                open.Push((at.X + (i % 3) - 1, at.Y + (i / 3) - 1));
        }
    }

    // No flatter than both neighbours across the edge; of two that are equal the first is taken.
    private static bool IsRidge(Plane smooth, Plane slope, int x, int y)
    {
        var (right, down) = Gradient(smooth, x, y);
        float length = Length((right, down));
        if (length <= 0)
            return false;
        int stepX = (int)MathF.Round(right / length), stepY = (int)MathF.Round(down / length);
        return slope[x, y] > slope.OrZero(x - stepX, y - stepY) && slope[x, y] >= slope.OrZero(x + stepX, y + stepY);
    }

    private static (float Right, float Down) Gradient(Plane plane, int x, int y) =>
        ((plane.OrZero(x + 1, y) - plane.OrZero(x - 1, y)) / 2, (plane.OrZero(x, y + 1) - plane.OrZero(x, y - 1)) / 2);

    private static float Length((float X, float Y) vector) => MathF.Sqrt((vector.X * vector.X) + (vector.Y * vector.Y));
}
