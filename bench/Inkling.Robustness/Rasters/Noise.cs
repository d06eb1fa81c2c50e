namespace Inkling.Robustness.Rasters;

/// <summary>Uneven ground without a pattern: random heights on a grid, joined smoothly.</summary>
internal sealed class Noise
{
    private const int Side = 64;
    private readonly float[] _heights = new float[Side * Side];

    public Noise(Random random)
    {
        for (int i = 0; i < _heights.Length; i++)
            _heights[i] = random.Between(-1, 1);
    }

    /// <summary>The height at a place in −1..1; neighbouring knots are 1 apart, and after 64 the ground repeats.</summary>
    public float At(float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float right = Eased(x - left), bottom = Eased(y - top);
        float above = Mixed(Height(left, top), Height(left + 1, top), right);
        float below = Mixed(Height(left, top + 1), Height(left + 1, top + 1), right);
        return Mixed(above, below, bottom);
    }

    private float Height(int x, int y) => _heights[((y & (Side - 1)) * Side) + (x & (Side - 1))];

    private static float Eased(float t) => t * t * (3 - (2 * t));

    private static float Mixed(float a, float b, float t) => a + ((b - a) * t);
}
