using System.Diagnostics;
using Inkling.Bench.Peers;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Nn;

namespace Inkling.Bench.Load;

/// <summary>Whether a network is faster when it is asked about several images at once, on one thread: only then could requests gain by sharing batches.</summary>
internal static class BatchGain
{
    private const int Count = 64, Rounds = 61;
    private static readonly int[] Sizes = [1, 8, Count];

    /// <summary>Microseconds an image, for batches of each size, medians.</summary>
    public static string Of(string model)
    {
        var inference = new Inference(DigitModel.Open(model).Parameters);
        byte[] pixels = [.. SyntheticDigits.Test(Count).Read().SelectMany(digit => digit.Pixels.ToArray())];
        return string.Join(", ", Sizes.Select(size => FormattableString.Invariant($"{Microseconds(inference, pixels, size):F0} µs")));
    }

    /// <summary>The sizes, in words.</summary>
    public static string InWords => string.Join(", ", Sizes);

    private static double Microseconds(Inference inference, byte[] pixels, int size)
    {
        int length = pixels.Length / Count * size;
        var probabilities = new float[10 * size];
        var times = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int at = 0; at < pixels.Length; at += length)
                inference.Infer(pixels.AsSpan(at, length), probabilities);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Count;
        }

        return Spread.Of(times).Median;
    }
}
