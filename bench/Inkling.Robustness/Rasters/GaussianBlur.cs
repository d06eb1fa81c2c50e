namespace Inkling.Robustness.Rasters;

/// <summary>Smoothing by a bell curve, rows and then columns; at a border the outermost value goes on.</summary>
internal static class GaussianBlur
{
    public static Plane Apply(Plane plane, float sigma)
    {
        float[] weights = Weights(sigma);
        var rows = new Plane(plane.Width, plane.Height);
        for (int y = 0; y < plane.Height; y++)
            Smooth(plane.Values.AsSpan(y * plane.Width), rows.Values.AsSpan(y * plane.Width), plane.Width, 1, weights);

        var result = new Plane(plane.Width, plane.Height);
        for (int x = 0; x < plane.Width; x++)
            Smooth(rows.Values.AsSpan(x), result.Values.AsSpan(x), plane.Height, plane.Width, weights);
        return result;
    }

    private static void Smooth(ReadOnlySpan<float> from, Span<float> to, int count, int step, float[] weights)
    {
        int radius = weights.Length / 2;
        for (int i = 0; i < count; i++)
        {
            float sum = 0;
            for (int k = -radius; k <= radius; k++)
                sum += weights[k + radius] * from[Math.Clamp(i + k, 0, count - 1) * step];
            to[i * step] = sum;
        }
    }

    private static float[] Weights(float sigma)
    {
        int radius = Math.Max(1, (int)MathF.Ceiling(3 * sigma));
        float[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => MathF.Exp(-i * i / (2 * sigma * sigma)))];
        float sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
