namespace Inkling.Data;

/// <summary>Random numbers that depend on a few whole numbers and nothing else: not on the process, the machine or what was drawn before.</summary>
internal static class SeededRandom
{
    /// <summary>A source for one pass of one reader. Neighbouring seeds and passes give unrelated numbers.</summary>
    public static Random For(int seed, int pass)
    {
        // The mixing steps of SplitMix64 (Steele, Lea and Flood 2014).
        ulong z = unchecked(((ulong)(uint)seed << 32 | (uint)pass) + 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return new Random((int)(z ^ (z >> 31)));
    }
}
