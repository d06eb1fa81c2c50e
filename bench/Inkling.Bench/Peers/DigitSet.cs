using System.Runtime.InteropServices;
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

    public DigitSet First(int count) => count >= Count ? this : Part(0, count);

    /// <summary>Those without the last, and the last.</summary>
    public (DigitSet Others, DigitSet Last) WithoutLast(int count) => (Part(0, Count - count), Part(Count - count, Count));

    /// <summary>The samples, which are views of the pixels here.</summary>
    public Sample[] ToSamples() =>
        [.. Labels.Select((label, i) => new Sample(Pixels.AsMemory(i * PixelCount, PixelCount), label))];

    /// <summary>The images as floats: ink, 255, as 1, and paper, 0, as given.</summary>
    public float[] ToFloats(float paper = -1f) => Array.ConvertAll(Pixels, pixel => pixel * ((1f - paper) / 255) + paper);

    private DigitSet Part(int from, int to) =>
        this with { Pixels = Pixels[(from * PixelCount)..(to * PixelCount)], Labels = Labels[from..to] };

    private static DigitSet Of(string source, Reader<Sample> reader)
    {
        Sample[] samples = [.. reader.Read()];
        return new(source, PixelsOf(samples), [.. samples.Select(sample => (byte)sample.Label)]);
    }

    // Those of MNIST are views of one array, which is taken as it is, so that no peak of memory has it twice.
    private static byte[] PixelsOf(Sample[] samples)
    {
        int length = samples.Length * PixelCount;
        if (MemoryMarshal.TryGetArray(samples[0].Pixels, out var first) && MemoryMarshal.TryGetArray(samples[^1].Pixels, out var last)
            && first.Array == last.Array && first.Array!.Length == length && (first.Offset, last.Offset) == (0, length - PixelCount))
            return first.Array;

        var pixels = new byte[length];
        for (int i = 0; i < samples.Length; i++)
            samples[i].Pixels.Span.CopyTo(pixels.AsSpan(i * PixelCount));
        return pixels;
    }
}
