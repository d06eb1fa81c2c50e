using Inkling.Data;

namespace Inkling.Bench.Peers;

/// <summary>Digits in memory as bytes; each contender makes of them what it trains on, before any clock runs.</summary>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="Pixels">Count × 28 × 28 bytes, row by row, 0 background … 255 ink.</param>
/// <param name="Labels">Count labels, 0 … 9.</param>
public sealed record TrainingSet(string Source, byte[] Pixels, byte[] Labels)
{
    public const int PixelCount = 28 * 28;

    public int Count => Labels.Length;

    /// <summary>The training images of MNIST, where they are on this machine; null where they are not.</summary>
    public static TrainingSet? Mnist()
    {
        var cache = new MnistCache(MnistCache.DefaultDirectory(null), source: null);
        if (!cache.IsComplete)
            return null;

        Sample[] samples = [.. cache.Load().Train.Read()];
        return new("MNIST", [.. samples.SelectMany(sample => sample.Pixels.ToArray())], [.. samples.Select(sample => (byte)sample.Label)]);
    }

    /// <summary>Random pixels and labels: nothing to learn in them, but the same work.</summary>
    public static TrainingSet Noise(int count, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[count * PixelCount];
        random.NextBytes(pixels);
        return new("noise", pixels, random.GetItems<byte>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], count));
    }

    public TrainingSet First(int count) =>
        count >= Count ? this : this with { Pixels = Pixels[..(count * PixelCount)], Labels = Labels[..count] };
}
