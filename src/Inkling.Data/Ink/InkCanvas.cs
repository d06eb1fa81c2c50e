namespace Inkling.Data.Ink;

/// <summary>Ink on a strip of paper, 0 none to 1 full: digits are stamped on it, lines drawn.</summary>
internal sealed class InkCanvas(int width, int height)
{
    private readonly float[] _ink = new float[width * height];
    private readonly int[] _edges = new int[height]; // of every row, the last column with ink

    public int Width => width;

    public int Height => height;

    public ReadOnlySpan<float> Row(int y) => _ink.AsSpan(y * width, width);

    /// <summary>Of a row, the last column with ink; −1 where there is none.</summary>
    public int LastInk(int row) => _edges[row];

    public void Clear()
    {
        Array.Clear(_ink);
        Array.Fill(_edges, -1);
    }

    /// <summary>Lays a sign on the paper; what lies outside is cut off.</summary>
    /// <param name="sign">Its ink, row by row.</param>
    /// <param name="signWidth">Its columns.</param>
    /// <param name="left">Where its first column goes.</param>
    /// <param name="top">Where its first row goes.</param>
    public void Stamp(ReadOnlySpan<float> sign, int signWidth, int left, int top)
    {
        int signHeight = signWidth == 0 ? 0 : sign.Length / signWidth;
        for (int y = Math.Max(0, -top); y < Math.Min(signHeight, height - top); y++)
        {
            var from = sign.Slice(y * signWidth, signWidth);
            var to = _ink.AsSpan((top + y) * width, width);
            for (int x = Math.Max(0, -left); x < Math.Min(signWidth, width - left); x++)
            {
                if (from[x] > to[left + x])
                    to[left + x] = from[x];
                if (from[x] > 0.5f && left + x > _edges[top + y])
                    _edges[top + y] = left + x;
            }
        }
    }

    /// <summary>Draws a straight line with round ends and soft edges.</summary>
    /// <param name="x0">Where it begins; the middle of the first pixel is at (0.5, 0.5).</param>
    /// <param name="y0">Where it begins.</param>
    /// <param name="x1">Where it ends.</param>
    /// <param name="y1">Where it ends.</param>
    /// <param name="radius">Half its width; below half a pixel it becomes paler instead of narrower.</param>
    /// <param name="ink">Its ink, 0 to 1.</param>
    public void Line(float x0, float y0, float x1, float y1, float radius, float ink = 1f)
    {
        if (radius < 0.5f)
            (ink, radius) = (ink * 2f * radius, 0.5f);
        float reach = radius + 0.5f, dx = x1 - x0, dy = y1 - y0, perLength = 1f / Math.Max((dx * dx) + (dy * dy), 1e-9f);
        int firstX = Math.Max(0, (int)(Math.Min(x0, x1) - reach)), lastX = Math.Min(width - 1, (int)(Math.Max(x0, x1) + reach));
        int firstY = Math.Max(0, (int)(Math.Min(y0, y1) - reach)), lastY = Math.Min(height - 1, (int)(Math.Max(y0, y1) + reach));
        for (int y = firstY; y <= lastY; y++)
        {
            for (int x = firstX; x <= lastX; x++)
            {
                float px = x + 0.5f - x0, py = y + 0.5f - y0, t = Math.Clamp(((px * dx) + (py * dy)) * perLength, 0f, 1f);
                float ex = px - (t * dx), ey = py - (t * dy), depth = radius + 0.5f - MathF.Sqrt((ex * ex) + (ey * ey));
                ref float here = ref _ink[(y * width) + x];
                here = Math.Max(here, ink * Math.Clamp(depth, 0f, 1f));
                if (here > 0.5f && x > _edges[y])
                    _edges[y] = x;
            }
        }
    }
}
