using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of Adamax: m ← m + (1 − β₁)·(g − m); u ← max(β₂·u, |g| + ε); w ← w − η·m / u.</summary>
internal static unsafe class AdamaxUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, corrected for the bias of the first steps.</param>
    /// <param name="epsilon">ε, above 0: keeps u from 0.</param>
    /// <param name="firstShare">1 − β₁, above 0 and up to 1.</param>
    /// <param name="secondDecay">β₂, 0..1.</param>
    /// <param name="gradients">g.</param>
    /// <param name="first">m, the mean of the gradients, overwritten.</param>
    /// <param name="largest">u, the largest of the recent ones, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(
        float rate, float epsilon, float firstShare, float secondDecay,
        ReadOnlySpan<float> gradients, Span<float> first, Span<float> largest, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, firstShare, secondDecay, gradients, first, largest, weights);

    internal static void Step(
        SimdWidth width, float rate, float epsilon, float firstShare, float secondDecay,
        ReadOnlySpan<float> gradients, Span<float> first, Span<float> largest, Span<float> weights)
    {
        Extent.Check("adamax", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("adamax", nameof(first), first.Length, weights.Length);
        Extent.Check("adamax", nameof(largest), largest.Length, weights.Length);
        fixed (float* g = gradients, m = first, u = largest, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, firstShare, secondDecay, g, m, u, w));
    }

    private readonly struct Update(float rate, float epsilon, float firstShare, float secondDecay, float* g, float* m, float* u, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            m[i] += firstShare * (g[i] - m[i]);
            u[i] = MathF.Max(secondDecay * u[i], MathF.Abs(g[i]) + epsilon);
            w[i] -= rate * m[i] / u[i];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), mean = S.Load(m + i), opposite = S.Subtract(S.Broadcast(0f), slope);
            mean = S.MultiplyAdd(S.Broadcast(firstShare), S.Subtract(slope, mean), mean);
            V size = S.Add(Larger<S, V>(slope, opposite), S.Broadcast(epsilon));
            V largest = Larger<S, V>(S.Multiply(S.Broadcast(secondDecay), S.Load(u + i)), size);
            S.Store(mean, m + i);
            S.Store(largest, u + i);
            S.Store(S.Subtract(S.Load(w + i), S.Divide(S.Multiply(S.Broadcast(rate), mean), largest)), w + i);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Larger<S, V>(V a, V b)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Select(S.StaysMaximum(a, b), a, b);
    }
}
