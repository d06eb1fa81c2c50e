using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The update step of Nesterov's momentum: v ← μ·v − η·g; w ← w + μ·v − η·g.</summary>
internal static unsafe class NesterovUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="momentum">μ, 0..1.</param>
    /// <param name="gradients">g.</param>
    /// <param name="velocity">v, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">An array is shorter than the weights.</exception>
    public static void Step(float rate, float momentum, ReadOnlySpan<float> gradients, Span<float> velocity, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, momentum, gradients, velocity, weights);

    internal static void Step(SimdWidth width, float rate, float momentum, ReadOnlySpan<float> gradients, Span<float> velocity, Span<float> weights)
    {
        Extent.Check("nesterov", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("nesterov", nameof(velocity), velocity.Length, weights.Length);
        fixed (float* g = gradients, v = velocity, w = weights)
            UpdateLoops.Run(width, weights.Length, new Update(rate, momentum, g, v, w));
    }

    private readonly struct Update(float rate, float momentum, float* g, float* v, float* w) : IUpdate
    {
        public void Apply(int i)
        {
            float step = -rate * g[i];
            v[i] = momentum * v[i] + step;
            w[i] += momentum * v[i] + step;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V mu = S.Broadcast(momentum), step = S.Multiply(S.Broadcast(-rate), S.Load(g + i));
            V velocity = S.MultiplyAdd(mu, S.Load(v + i), step);
            S.Store(velocity, v + i);
            S.Store(S.Add(S.Load(w + i), S.MultiplyAdd(mu, velocity, step)), w + i);
        }
    }
}
