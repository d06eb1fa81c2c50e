using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of AdaGrad with a decaying mean: s ← s + (1 − ρ)·(g² − s); w ← w − η·g / √(s + ε).</summary>
internal static unsafe class DecayedAdaGradUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="epsilon">ε, above 0: keeps the divisor from 0.</param>
    /// <param name="share">1 − ρ, above 0 and up to 1: how much of the mean is new.</param>
    /// <param name="gradients">g.</param>
    /// <param name="squares">s, the mean of the squares, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(float rate, float epsilon, float share, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, share, gradients, squares, weights);

    internal static void Step(SimdWidth width, float rate, float epsilon, float share, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> weights)
    {
        Extent.Check("decayed adagrad", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("decayed adagrad", nameof(squares), squares.Length, weights.Length);
        fixed (float* g = gradients, s = squares, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, share, g, s, w));
    }

    private readonly struct Update(float rate, float epsilon, float share, float* g, float* s, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            s[i] += share * (g[i] * g[i] - s[i]);
            w[i] -= rate * g[i] / MathF.Sqrt(s[i] + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), mean = S.Load(s + i);
            mean = S.MultiplyAdd(S.Broadcast(share), S.Subtract(S.Multiply(slope, slope), mean), mean);
            S.Store(mean, s + i);

            V step = S.Divide(S.Multiply(S.Broadcast(rate), slope), S.Sqrt(S.Add(mean, S.Broadcast(epsilon))));
            S.Store(S.Subtract(S.Load(w + i), step), w + i);
        }
    }
}
