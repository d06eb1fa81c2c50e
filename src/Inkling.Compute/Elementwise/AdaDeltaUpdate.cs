using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of AdaDelta: s ← s + (1 − ρ)·(g² − s); d = g·√((x + ε) / (s + ε)); x ← x + (1 − ρ)·(d² − x); w ← w − η·d.</summary>
internal static unsafe class AdaDeltaUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="epsilon">ε, above 0: where the steps begin.</param>
    /// <param name="share">1 − ρ, above 0 and up to 1: how much of the means is new.</param>
    /// <param name="gradients">g.</param>
    /// <param name="squares">s, the mean of the squared gradients, overwritten.</param>
    /// <param name="steps">x, the mean of the squared steps, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(
        float rate, float epsilon, float share, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> steps, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, epsilon, share, gradients, squares, steps, weights);

    internal static void Step(
        SimdWidth width, float rate, float epsilon, float share, ReadOnlySpan<float> gradients, Span<float> squares, Span<float> steps, Span<float> weights)
    {
        Extent.Check("adadelta", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("adadelta", nameof(squares), squares.Length, weights.Length);
        Extent.Check("adadelta", nameof(steps), steps.Length, weights.Length);
        fixed (float* g = gradients, s = squares, x = steps, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, epsilon, share, g, s, x, w));
    }

    private readonly struct Update(float rate, float epsilon, float share, float* g, float* s, float* x, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            s[i] += share * (g[i] * g[i] - s[i]);
            float step = g[i] * MathF.Sqrt((x[i] + epsilon) / (s[i] + epsilon));
            x[i] += share * (step * step - x[i]);
            w[i] -= rate * step;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.Load(g + i), square = S.Load(s + i), past = S.Load(x + i), part = S.Broadcast(share), least = S.Broadcast(epsilon);
            square = S.MultiplyAdd(part, S.Subtract(S.Multiply(slope, slope), square), square);
            V step = S.Multiply(slope, S.Sqrt(S.Divide(S.Add(past, least), S.Add(square, least))));
            past = S.MultiplyAdd(part, S.Subtract(S.Multiply(step, step), past), past);
            S.Store(square, s + i);
            S.Store(past, x + i);
            S.Store(S.MultiplyAdd(S.Broadcast(-rate), step, S.Load(w + i)), w + i);
        }
    }
}
