namespace Inkling.Compute.Tests;

/// <summary>Inputs that elementwise functions must get right: ordinary ones, and those at the edges of what a float can be.</summary>
internal static class ElementCases
{
    /// <summary>Every length up to some registers of the widest path and a rest.</summary>
    public const int MaxLength = 130;

    public static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1e-20f, -1e-20f,
        float.MaxValue, float.MinValue, 87f, -87f, 88.7f, -88.7f, 89f, -89f, 104f, -104f, 1e4f, -1e4f, 0.6249f, 0.625f, 0.6251f, -0.625f, 9f, -9f,
    ];

    /// <summary>Any values, from tiny to large, of either sign.</summary>
    public static float[] Values(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.Next(2) * 2 - 1) * Math.Pow(10, random.NextDouble() * 5 - 3)))];
    }
}
