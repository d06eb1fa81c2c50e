namespace Inkling.TestKit;

/// <summary>Arrays of random values that are the same on every run.</summary>
public static class RandomArrays
{
    /// <summary>Values from N(0, 1).</summary>
    public static float[] Normal(int seed, int length)
    {
        var random = new Random(seed);
        var values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    /// <summary>Classes 0..classes − 1.</summary>
    public static int[] Labels(int seed, int length, int classes)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(classes))];
    }

    /// <summary>Any bytes.</summary>
    public static byte[] Bytes(int seed, int length)
    {
        var values = new byte[length];
        new Random(seed).NextBytes(values);
        return values;
    }

    /// <summary>The same values as doubles, for the oracles.</summary>
    public static double[] ToDoubles(this float[] values) => Array.ConvertAll(values, value => (double)value);
}
