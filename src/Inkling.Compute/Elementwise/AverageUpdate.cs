using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>A step of a running average: a ← a + share·(w − a).</summary>
internal static unsafe class AverageUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="share">How much of the average is new, above 0 and up to 1.</param>
    /// <param name="weights">w.</param>
    /// <param name="average">a, overwritten.</param>
    /// <exception cref="ArgumentException">The weights are shorter than the average.</exception>
    public static void Step(float share, ReadOnlySpan<float> weights, Span<float> average) =>
        Step(SimdChoice.Current.Width, share, weights, average);

    internal static void Step(SimdWidth width, float share, ReadOnlySpan<float> weights, Span<float> average)
    {
        Extent.Check("average", nameof(weights), weights.Length, average.Length);
        fixed (float* w = weights, a = average)
            UpdateLoops.Run(width, average.Length, new Update(share, w, a));
    }

    private readonly struct Update(float share, float* w, float* a) : IUpdate
    {
        public void Apply(int i)
        {
            a[i] += share * (w[i] - a[i]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V average = S.Load(a + i);
            S.Store(S.MultiplyAdd(S.Broadcast(share), S.Subtract(S.Load(w + i), average), average), a + i);
        }
    }
}
