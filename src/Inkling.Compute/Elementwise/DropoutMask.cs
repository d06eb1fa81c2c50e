namespace Inkling.Compute;

/// <summary>The random choice of dropout, drawn from a key instead of a generator with a state: the same key gives the same choice on any thread.</summary>
/// <remarks>Value i takes 16 bits of SplitMix64 (Steele, Lea and Flood 2014) at place ⌊i/4⌋ of the sequence that the key begins.</remarks>
internal static class DropoutMask
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Every value of the mask becomes 0 with the probability of <paramref name="rate"/>, else 1 / (1 − rate).</summary>
    /// <param name="key">What the choice depends on.</param>
    /// <param name="rate">0 or more and below 1; rounded to a multiple of 2⁻¹⁶ below 1.</param>
    /// <param name="mask">Overwritten.</param>
    public static void Fill(ulong key, double rate, Span<float> mask)
    {
        var (threshold, kept) = Chances(rate);
        for (int i = 0; i < mask.Length; i += 4)
        {
            ulong bits = Mix(key += Golden);
            for (int j = i; j < Math.Min(i + 4, mask.Length); j++, bits >>= 16)
                mask[j] = (ushort)bits < threshold ? 0f : kept;
        }
    }

    /// <summary>The 16-bit numbers below which a value is dropped, and what the others are multiplied by.</summary>
    /// <param name="rate">As of <see cref="Fill"/>.</param>
    public static (uint Threshold, float Kept) Chances(double rate)
    {
        uint threshold = Math.Min((uint)Math.Round(rate * 65536.0), 65535u);
        return (threshold, (float)(65536.0 / (65536.0 - threshold)));
    }

    /// <summary>A key that depends on another and on a number, unlike those of neighbouring numbers.</summary>
    public static ulong Key(ulong key, long number) => Mix(key + Golden * (ulong)(number + 1));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
