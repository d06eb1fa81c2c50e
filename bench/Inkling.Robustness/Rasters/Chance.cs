namespace Inkling.Robustness.Rasters;

/// <summary>Random numbers that depend on nothing but the name of a set and the index of the image in it.</summary>
internal static class Chance
{
    private const uint FnvOffset = 2166136261, FnvPrime = 16777619;

    /// <summary>The source of all that is random in one image, so that any one can be made without the others.</summary>
    public static Random Of(string set, int index)
    {
        uint hash = FnvOffset;
        foreach (char letter in $"{set}/{index}")
            hash = unchecked((hash ^ letter) * FnvPrime);
        return new Random((int)(hash & int.MaxValue));
    }

    public static float Between(this Random random, float low, float high) => low + ((high - low) * random.NextSingle());

    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>1 or −1.</summary>
    public static int Sign(this Random random) => random.Next(2) == 0 ? 1 : -1;

    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>A number of the normal distribution around 0 (Box and Muller, 1958).</summary>
    public static float Normal(this Random random, float deviation) =>
        deviation * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());

    /// <summary>How many events happen where <paramref name="mean"/> are to be expected (Knuth's multiplication; for small means).</summary>
    public static int Poisson(this Random random, double mean)
    {
        double limit = Math.Exp(-mean), product = random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            count++;
            product *= random.NextDouble();
        }

        return count;
    }
}
