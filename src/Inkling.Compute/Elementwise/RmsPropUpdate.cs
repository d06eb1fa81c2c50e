using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of centred RMSProp: s ← s + a·(g² − s); m ← m + b·(g − m); w ← w − η·g / √(s − m² + ε).</summary>
/// <remarks>s − m² is a variance; where rounding makes it negative, as it may for gradients that stay the same, it counts as 0.</remarks>
internal static unsafe class RmsPropUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="squareShare">a, above 0 and up to 1: how much of s is new.</param>
    /// <param name="meanShare">b, likewise of m.</param>
    /// <param name="gradients">g.</param>
    /// <param name="squares">s, the mean of the squares, overwritten.</param>
    /// <param name="means">m, the mean of the gradients, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(
        float rate, float epsilon, float squareShare, float meanShare,
        ReadOnlySpan<float> gradients, Span<float> squares, Span<float> means, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, squareShare, meanShare, gradients, squares, means, weights);

    internal static void Step(
        SimdWidth width, float rate, float epsilon, float squareShare, float meanShare,
        ReadOnlySpan<float> gradients, Span<float> squares, Span<float> means, Span<float> weights)
    {
        Extent.Check("rmsprop", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("rmsprop", nameof(squares), squares.Length, weights.Length);
        Extent.Check("rmsprop", nameof(means), means.Length, weights.Length);
        fixed (float* g = gradients, s = squares, m = means, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, squareShare, meanShare, g, s, m, w));
    }

    private readonly struct Update(float rate, float epsilon, float squareShare, float meanShare, float* g, float* s, float* m, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            s[i] += squareShare * (g[i] * g[i] - s[i]);
            m[i] += meanShare * (g[i] - m[i]);
            w[i] -= rate * g[i] / MathF.Sqrt(MathF.Max(s[i] - m[i] * m[i], 0f) + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), square = S.Load(s + i), mean = S.Load(m + i), zero = S.Broadcast(0f);
            square = S.MultiplyAdd(S.Broadcast(squareShare), S.Subtract(S.Multiply(slope, slope), square), square);
            mean = S.MultiplyAdd(S.Broadcast(meanShare), S.Subtract(slope, mean), mean);
            S.Store(square, s + i);
            S.Store(mean, m + i);

            V variance = S.Subtract(square, S.Multiply(mean, mean));
            variance = S.Select(S.StaysMaximum(variance, zero), variance, zero);
            V step = S.Divide(S.Multiply(S.Broadcast(rate), slope), S.Sqrt(S.Add(variance, S.Broadcast(epsilon))));
            S.Store(S.Subtract(S.Load(w + i), step), w + i);
        }
    }
}
