namespace Inkling.Data.Synthetic;

/// <summary>
/// Inks a pen's path into the field that MNIST uses: the ink's box fits 20×20 with its aspect kept, and its centre of mass is moved, by
/// whole pixels, to the centre of 28×28: pixel (14, 14).
/// </summary>
internal static class InkField
{
    /// <summary>Rows and columns of the image.</summary>
    public const int Size = 28;

    /// <summary>Rows and columns that the ink may fill.</summary>
    public const int InkSize = 20;

    /// <summary>Draws a path.</summary>
    /// <param name="path">The pen's path, in any units and at any place; overwritten. Radii are in pixels already.</param>
    /// <param name="softness">The width of the gray rim between ink and paper, in pixels.</param>
    /// <param name="image">Receives 28×28 bytes, 0 = paper, 255 = ink.</param>
    public static void Draw(Span<PenPoint> path, float softness, Span<byte> image)
    {
        Fit(path, (softness - 1f) / 2f);
        Span<float> depth = stackalloc float[InkSize * InkSize]; // how deep in ink a pixel's centre lies; below zero: outside
        depth.Fill(-softness);
        for (var i = 1; i < path.Length; i++)
        {
            if (!path[i].StartsStroke)
                DrawLine(path[i - 1], path[i], softness, depth);
        }

        Span<byte> ink = stackalloc byte[InkSize * InkSize];
        for (var i = 0; i < ink.Length; i++)
            ink[i] = (byte)((255f * Math.Clamp(0.5f + (depth[i] / softness), 0f, 1f)) + 0.5f);
        Centre(ink, image);
    }

    /// <summary>Moves and scales the path so that its ink, with a rim of <paramref name="margin"/>, just fits the 20×20 box.</summary>
    private static void Fit(Span<PenPoint> path, float margin)
    {
        var (left, top, right, bottom, radius) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue, 0f);
        foreach (var point in path)
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
            radius = Math.Max(radius, point.Radius);
        }

        var scale = (InkSize - (2f * (radius + margin))) / Math.Max(Math.Max(right - left, bottom - top), 1e-6f);
        var (centreX, centreY) = ((left + right) / 2f, (top + bottom) / 2f);
        foreach (ref var point in path)
        {
            point = point with
            {
                X = (InkSize / 2f) + (scale * (point.X - centreX)),
                Y = (InkSize / 2f) + (scale * (point.Y - centreY)),
            };
        }
    }

    /// <summary>Deepens the ink along a line whose radius changes evenly from end to end.</summary>
    private static void DrawLine(PenPoint a, PenPoint b, float softness, Span<float> depth)
    {
        var reach = Math.Max(a.Radius, b.Radius) + (softness / 2f);
        var firstX = Math.Max(0, (int)(Math.Min(a.X, b.X) - reach));
        var lastX = Math.Min(InkSize - 1, (int)(Math.Max(a.X, b.X) + reach));
        var firstY = Math.Max(0, (int)(Math.Min(a.Y, b.Y) - reach));
        var lastY = Math.Min(InkSize - 1, (int)(Math.Max(a.Y, b.Y) + reach));
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var perLength = 1f / Math.Max((dx * dx) + (dy * dy), 1e-9f);

        for (var row = firstY; row <= lastY; row++)
        {
            var py = row + 0.5f - a.Y;
            for (var column = firstX; column <= lastX; column++)
            {
                var px = column + 0.5f - a.X;
                var t = Math.Clamp(((px * dx) + (py * dy)) * perLength, 0f, 1f);
                var (ex, ey) = (px - (t * dx), py - (t * dy));
                ref var here = ref depth[(row * InkSize) + column];
                here = Math.Max(here, a.Radius + (t * (b.Radius - a.Radius)) - MathF.Sqrt((ex * ex) + (ey * ey)));
            }
        }
    }

    /// <summary>Copies the ink's box so that its centre of mass comes to the centre of the image, to the nearest pixel.</summary>
    private static void Centre(ReadOnlySpan<byte> ink, Span<byte> image)
    {
        var (mass, massX, massY) = (0, 0, 0);
        for (var i = 0; i < ink.Length; i++)
        {
            mass += ink[i];
            massX += ink[i] * (i % InkSize);
            massY += ink[i] * (i / InkSize);
        }

        var (left, top) = (Offset(massX, mass), Offset(massY, mass));
        image.Clear();
        for (var row = 0; row < InkSize; row++)
            ink.Slice(row * InkSize, InkSize).CopyTo(image.Slice(((top + row) * Size) + left, InkSize));
    }

    /// <summary>Where the box begins; kept inside the image, even if the mass lies far from the middle of the box.</summary>
    private static int Offset(int moment, int mass) =>
        Math.Clamp((int)MathF.Round((Size / 2f) - ((float)moment / mass)), 0, Size - InkSize);
}
