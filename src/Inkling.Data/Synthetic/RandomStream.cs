namespace Inkling.Data.Synthetic;

/// <summary>
/// Random numbers that are a pure function of a key, so that sample i can be drawn without the i − 1 before it.
/// The generator is SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). All that is drawn from
/// it is made of additions and products alone, so it is the same on every machine.
/// </summary>
internal struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>The stream number <paramref name="index"/> of a family of streams: another family or index, unrelated numbers.</summary>
    public RandomStream(ulong family, ulong index) => _state = Mix(Mix(family + GoldenGamma) ^ index);

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(_state += GoldenGamma);

    /// <summary>Uniform in [0, 1).</summary>
    public float Uniform() => (Bits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * Uniform());

    /// <summary>An integer in [0, <paramref name="end"/>).</summary>
    public int Index(int end) => (int)(Uniform() * end);

    /// <summary>
    /// Nearly normal: the sum of four uniform numbers, scaled. Bell-shaped, never beyond 3.5 deviations, and made of additions alone.
    /// </summary>
    public float Normal(float mean, float deviation)
    {
        const float OneOverSumDeviation = 1.7320508f; // the sum of four has variance 4/12
        var sum = Uniform() + Uniform() + Uniform() + Uniform();
        return mean + (deviation * OneOverSumDeviation * (sum - 2f));
    }

    /// <summary>
    /// A factor around 1, as often above as below: like e to a normal number of this <paramref name="deviation"/> (at most 0.5), but
    /// without a transcendental function, whose last bit may differ from machine to machine.
    /// </summary>
    public float Factor(float deviation)
    {
        var root = Normal(1f, deviation / 2f);
        return root * root;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
