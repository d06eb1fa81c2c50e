using Inkling.Digits.Imaging;

namespace Inkling.Robustness.Rasters;

/// <summary>
/// A digit of MNIST as a pen would have written it, at any size: between the pixels lies a smooth surface (cubic B-spline), and ink is where the
/// surface is high, with an edge as narrow at every size.
/// </summary>
internal sealed class PenStrokes
{
    /// <summary>The height that parts ink from paper: low enough that thin strokes, which the spline flattens, do not break.</summary>
    private const float Level = 0.36f;

    /// <summary>How fast the surface falls at the edge of a stroke, per pixel of MNIST.</summary>
    private const float Slope = 0.35f;

    private readonly Plane _digit;

    /// <param name="pixels">28·28 bytes, 0 paper to 255 ink.</param>
    public PenStrokes(ReadOnlySpan<byte> pixels)
    {
        _digit = Plane.Of(pixels, 28);
        Box = _digit.BoxOf(least: 0.2f);
    }

    /// <summary>The place of the ink, in pixels of MNIST.</summary>
    public PixelBox Box { get; }

    /// <summary>How much ink there is at a place: 0 to 1.</summary>
    /// <param name="x">Column in MNIST's pixels, whole numbers at their middles.</param>
    /// <param name="y">Row.</param>
    /// <param name="scale">Pixels of the picture per pixel of MNIST.</param>
    /// <param name="widening">Widens the strokes, or narrows them when negative; of the order of 0.1.</param>
    public float InkAt(float x, float y, float scale, float widening = 0) =>
        Math.Clamp(0.5f + ((Surface(x, y) - Level + widening) * scale / Slope), 0, 1);

    /// <summary>The ink alone, upright, that many pixels high.</summary>
    public Plane Drawn(float height)
    {
        float scale = height / Box.Height;
        return Plane.Of(
            (int)MathF.Ceiling(Box.Width * scale), (int)MathF.Ceiling(height),
            (x, y) => InkAt(Box.X - 0.5f + ((x + 0.5f) / scale), Box.Y - 0.5f + ((y + 0.5f) / scale), scale));
    }

    private float Surface(float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        Weigh(x - left, across);
        Weigh(y - top, down);
        float sum = 0;
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 4; i++)
                sum += down[j] * across[i] * _digit.OrZero(left - 1 + i, top - 1 + j);
        }

        return sum;
    }

    /// <summary>The shares of the four neighbours in a row, <paramref name="t"/> of the way from the second to the third.</summary>
    private static void Weigh(float t, Span<float> weights)
    {
        float u = 1 - t;
        weights[0] = u * u * u / 6;
        weights[1] = ((3 * t * t * t) - (6 * t * t) + 4) / 6;
        weights[2] = ((3 * u * u * u) - (6 * u * u) + 4) / 6;
        weights[3] = t * t * t / 6;
    }
}
