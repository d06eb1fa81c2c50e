using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Bench.Machine;

/// <summary>The most floating-point operations a second this machine can do: multiply-adds of registers, and nothing else.</summary>
internal static class FmaPeak
{
    private const long Iterations = 40_000_000;
    private const int Chains = 10;

    /// <summary>The best of some runs, in GFLOP/s, with this many threads at once.</summary>
    public static double Measure(int threads) => Enumerable.Range(0, 4).Max(_ => Once(threads));

    private static double Once(int threads)
    {
        long start = Stopwatch.GetTimestamp();
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => Loop()))];
        Array.ForEach(others, thread => thread.Start());
        Loop();
        Array.ForEach(others, thread => thread.Join());

        double operations = 2.0 * Chains * Iterations * threads * (Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4);
        return operations / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    private static float Loop() =>
        Vector512.IsHardwareAccelerated ? Loop512() : Vector256.IsHardwareAccelerated ? Loop256() : Loop128();

    // Ten chains: a multiply-add takes four to five cycles, and two begin in each. The values stay near one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512()
    {
        Vector512<float> m = Vector512.Create(0.999f), c = Vector512.Create(0.001f);
        Vector512<float> a = m, b = m, d = m, e = m, f = m, g = m, h = m, i = m, j = m, k = m;
        for (long n = 0; n < Iterations; n++)
        {
            a = Vector512.FusedMultiplyAdd(a, m, c);
            b = Vector512.FusedMultiplyAdd(b, m, c);
            d = Vector512.FusedMultiplyAdd(d, m, c);
            e = Vector512.FusedMultiplyAdd(e, m, c);
            f = Vector512.FusedMultiplyAdd(f, m, c);
            g = Vector512.FusedMultiplyAdd(g, m, c);
            h = Vector512.FusedMultiplyAdd(h, m, c);
            i = Vector512.FusedMultiplyAdd(i, m, c);
            j = Vector512.FusedMultiplyAdd(j, m, c);
            k = Vector512.FusedMultiplyAdd(k, m, c);
        }

        return Vector512.Sum(a + b + d + e + f + g + h + i + j + k);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256()
    {
        Vector256<float> m = Vector256.Create(0.999f), c = Vector256.Create(0.001f);
        Vector256<float> a = m, b = m, d = m, e = m, f = m, g = m, h = m, i = m, j = m, k = m;
        for (long n = 0; n < Iterations; n++)
        {
            a = Vector256.FusedMultiplyAdd(a, m, c);
            b = Vector256.FusedMultiplyAdd(b, m, c);
            d = Vector256.FusedMultiplyAdd(d, m, c);
            e = Vector256.FusedMultiplyAdd(e, m, c);
            f = Vector256.FusedMultiplyAdd(f, m, c);
            g = Vector256.FusedMultiplyAdd(g, m, c);
            h = Vector256.FusedMultiplyAdd(h, m, c);
            i = Vector256.FusedMultiplyAdd(i, m, c);
            j = Vector256.FusedMultiplyAdd(j, m, c);
            k = Vector256.FusedMultiplyAdd(k, m, c);
        }

        return Vector256.Sum(a + b + d + e + f + g + h + i + j + k);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop128()
    {
        Vector128<float> m = Vector128.Create(0.999f), c = Vector128.Create(0.001f);
        Vector128<float> a = m, b = m, d = m, e = m, f = m, g = m, h = m, i = m, j = m, k = m;
        for (long n = 0; n < Iterations; n++)
        {
            a = Vector128.FusedMultiplyAdd(a, m, c);
            b = Vector128.FusedMultiplyAdd(b, m, c);
            d = Vector128.FusedMultiplyAdd(d, m, c);
            e = Vector128.FusedMultiplyAdd(e, m, c);
            f = Vector128.FusedMultiplyAdd(f, m, c);
            g = Vector128.FusedMultiplyAdd(g, m, c);
            h = Vector128.FusedMultiplyAdd(h, m, c);
            i = Vector128.FusedMultiplyAdd(i, m, c);
            j = Vector128.FusedMultiplyAdd(j, m, c);
            k = Vector128.FusedMultiplyAdd(k, m, c);
        }

        return Vector128.Sum(a + b + d + e + f + g + h + i + j + k);
    }
}
