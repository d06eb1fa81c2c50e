using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>The update step of momentum with L2 regularisation: v ← μ·v − η·(g + λ·w); w ← w + v.</summary>
internal static unsafe class MomentumUpdate
{
    /// <summary>One step, in place.</summary>
    /// <param name="rate">η, the learning rate.</param>
    /// <param name="momentum">μ, 0..1.</param>
    /// <param name="l2">λ, the weight of ½‖w‖² in the cost.</param>
    /// <param name="gradients">g.</param>
    /// <param name="velocity">v, overwritten.</param>
    /// <param name="weights">w, overwritten.</param>
    /// <exception cref="ArgumentException">Gradients or velocity are shorter than the weights.</exception>
    public static void Step(float rate, float momentum, float l2, ReadOnlySpan<float> gradients, Span<float> velocity, Span<float> weights) =>
        Step(SimdChoice.Current.Width, rate, momentum, l2, gradients, velocity, weights);

    internal static void Step(
        SimdWidth width, float rate, float momentum, float l2, ReadOnlySpan<float> gradients, Span<float> velocity, Span<float> weights)
    {
        Extent.Check("momentum", nameof(gradients), gradients.Length, weights.Length);
        Extent.Check("momentum", nameof(velocity), velocity.Length, weights.Length);
        fixed (float* g = gradients, v = velocity, w = weights)
        {
            int done = width switch
            {
                SimdWidth.Vector512 => Registers<Lanes512, Vector512<float>>(weights.Length, rate, momentum, l2, g, v, w),
                SimdWidth.Vector256 => Registers<Lanes256, Vector256<float>>(weights.Length, rate, momentum, l2, g, v, w),
                SimdWidth.Vector128 => Registers<Lanes128, Vector128<float>>(weights.Length, rate, momentum, l2, g, v, w),
                _ => 0,
            };

            for (int i = done; i < weights.Length; i++)
            {
                v[i] = momentum * v[i] - rate * (g[i] + l2 * w[i]);
                w[i] += v[i];
            }
        }
    }

    private static int Registers<S, V>(int length, float rate, float momentum, float l2, float* g, float* v, float* w)
        where S : struct, ILanes<V>
        where V : struct
    {
        V minusRate = S.Broadcast(-rate), mu = S.Broadcast(momentum), lambda = S.Broadcast(l2);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            V weight = S.Load(w + i);
            V slope = S.MultiplyAdd(lambda, weight, S.Load(g + i));
            V velocity = S.MultiplyAdd(minusRate, slope, S.Multiply(mu, S.Load(v + i)));
            S.Store(velocity, v + i);
            S.Store(S.Add(weight, velocity), w + i);
        }

        return i;
    }
}
