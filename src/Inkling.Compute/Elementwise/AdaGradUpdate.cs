using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of AdaGrad: s ← s + g²; w ← w − η·g / √(s + ε).</summary>
internal static unsafe class AdaGradUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="epsilon">ε, above 0: keeps the divisor from 0.</param>
    /// <param name="gradients">g.</param>
    /// <param name="squares">s, the sum of all squares, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(float rate, float epsilon, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, gradients, squares, weights);

    internal static void Step(SimdWidth width, float rate, float epsilon, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> weights)
    {
        Extent.Check("adagrad", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("adagrad", nameof(squares), squares.Length, weights.Length);
        fixed (float* g = gradients, s = squares, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, g, s, w));
    }

    private readonly struct Update(float rate, float epsilon, float* g, float* s, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            s[i] += g[i] * g[i];
            w[i] -= rate * g[i] / MathF.Sqrt(s[i] + epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), sum = S.MultiplyAdd(slope, slope, S.Load(s + i));
            S.Store(sum, s + i);

            V step = S.Divide(S.Multiply(S.Broadcast(rate), slope), S.Sqrt(S.Add(sum, S.Broadcast(epsilon))));
            S.Store(S.Subtract(S.Load(w + i), step), w + i);
        }
    }
}
