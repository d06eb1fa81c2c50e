using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of Adam: m ← m + (1 − β₁)·(g − m); v ← v + (1 − β₂)·(g² − v); w ← w − η·m / (√v + ε).</summary>
/// <remarks>The means move by a share of the distance, since 1 − β keeps all its digits where β near 1 does not.</remarks>
internal static unsafe class AdamUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, corrected for the bias of the first steps.</param>
    /// <param name="epsilon">ε, above 0, corrected likewise.</param>
    /// <param name="firstShare">1 − β₁, above 0 and up to 1.</param>
    /// <param name="secondShare">1 − β₂, above 0 and up to 1.</param>
    /// <param name="gradients">g.</param>
    /// <param name="first">m, the mean of the gradients, overwritten.</param>
    /// <param name="second">v, the mean of their squares, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(
        float rate, float epsilon, float firstShare, float secondShare,
        ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, firstShare, secondShare, gradients, first, second, weights);

    internal static void Step(
        SimdWidth width, float rate, float epsilon, float firstShare, float secondShare,
        ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> weights)
    {
        Extent.Check("adam", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("adam", nameof(first), first.Length, weights.Length);
        Extent.Check("adam", nameof(second), second.Length, weights.Length);
        fixed (float* g = gradients, m = first, v = second, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, firstShare, secondShare, g, m, v, w));
    }

    private readonly struct Update(float rate, float epsilon, float firstShare, float secondShare, float* g, float* m, float* v, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            m[i] += firstShare * (g[i] - m[i]);
            v[i] += secondShare * (g[i] * g[i] - v[i]);
            w[i] -= rate * m[i] / (MathF.Sqrt(v[i]) + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), mean = S.Load(m + i), square = S.Load(v + i);
            mean = S.MultiplyAdd(S.Broadcast(firstShare), S.Subtract(slope, mean), mean);
            square = S.MultiplyAdd(S.Broadcast(secondShare), S.Subtract(S.Multiply(slope, slope), square), square);
            S.Store(mean, m + i);
            S.Store(square, v + i);

            V step = S.Divide(S.Multiply(S.Broadcast(rate), mean), S.Add(S.Sqrt(square), S.Broadcast(epsilon)));
            S.Store(S.Subtract(S.Load(w + i), step), w + i);
        }
    }
}
