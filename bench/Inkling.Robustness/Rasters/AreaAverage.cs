namespace Inkling.Robustness.Rasters;

/// <summary>
/// Resizing: each new pixel is the mean of what it covers. Where it covers less than a pixel, the mean is over a pixel's width around its middle,
/// which is the same as going straight from one pixel to the next.
/// </summary>
internal static class AreaAverage
{
    public static Plane Resize(Plane from, int width, int height)
    {
        float[][] columns = Shares(from.Width, width), rows = Shares(from.Height, height);
        var narrow = Plane.Of(width, from.Height, (x, y) => Sum(columns[x], i => from[i, y]));
        return Plane.Of(width, height, (x, y) => Sum(rows[y], i => narrow[x, i]));
    }

    private static float Sum(float[] shares, Func<int, float> value)
    {
        float sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] > 0)
                sum += shares[i] * value(i);
        }

        return sum;
    }

    /// <summary>Of each new pixel, the shares of all old ones; they add to 1.</summary>
    private static float[][] Shares(int from, int to)
    {
        float scale = (float)from / to, half = Math.Max(1, scale) / 2;
        return [.. Enumerable.Range(0, to).Select(index =>
        {
            float middle = (index + 0.5f) * scale;
            float[] covered = [.. Enumerable.Range(0, from).Select(i => Math.Max(0, Math.Min(middle + half, i + 1) - Math.Max(middle - half, i)))];
            float all = covered.Sum();
            return Array.ConvertAll(covered, part => part / all);
        })];
    }
}
