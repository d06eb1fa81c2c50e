using Inkling.Data;

namespace Inkling.Bench.Peers;

/// <summary>Digits in memory as bytes; each contender makes of them what it works on, before any clock runs.</summary>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="Pixels">Count × 28 × 28 bytes, row by row, 0 background … 255 ink.</param>
/// <param name="Labels">Count labels, 0 … 9.</param>
public sealed record DigitSet(string Source, byte[] Pixels, byte[] Labels)
{
    public const int PixelCount = 28 * 28;

    public int Count => Labels.Length;

    /// <summary>MNIST's training and test images, or where they are not on this machine, synthetic digits, as many.</summary>
    public static (DigitSet Train, DigitSet Test) Load(int seed)
    {
        var cache = new MnistCache(MnistCache.DefaultDirectory(null), source: null);
        if (!cache.IsComplete)
            return (Of("synthetic digits", Data.Synthetic.SyntheticDigits.Train(60_000, seed)), Of("synthetic digits", Data.Synthetic.SyntheticDigits.Test(10_000)));

        var mnist = cache.Load();
        return (Of("MNIST", mnist.Train), Of("MNIST", mnist.Test));
    }

    public DigitSet First(int count) =>
        count >= Count ? this : this with { Pixels = Pixels[..(count * PixelCount)], Labels = Labels[..count] };

    /// <summary>The images as floats, 0 as −1 and 255 as 1.</summary>
    public float[] ToFloats() => Array.ConvertAll(Pixels, pixel => pixel * (2f / 255) - 1f);

    private static DigitSet Of(string source, Reader<Sample> reader)
    {
        Sample[] samples = [.. reader.Read()];
        var pixels = new byte[samples.Length * PixelCount];
        for (int i = 0; i < samples.Length; i++)
            samples[i].Pixels.Span.CopyTo(pixels.AsSpan(i * PixelCount));
        return new(source, pixels, [.. samples.Select(sample => (byte)sample.Label)]);
    }
}
