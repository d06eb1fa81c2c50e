using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The penalties λ₁·‖w‖₁ + ½·λ₂·‖w‖² of weights: their slope is λ₁·sign(w) + λ₂·w, where sign(0) = 0.</summary>
internal static unsafe class Penalty
{
    /// <summary>g ← g + λ₁·sign(w) + λ₂·w.</summary>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="weights">w.</param>
    /// <param name="gradients">g, overwritten.</param>
    /// <exception cref="ArgumentException">The weights are shorter than the gradients.</exception>
    public static void AddSlope(float l1, float l2, ReadOnlySpan<float> weights, Span<float> gradients) =>
        AddSlope(SimdChoice.Current.Width, l1, l2, weights, gradients);

    internal static void AddSlope(SimdWidth width, float l1, float l2, ReadOnlySpan<float> weights, Span<float> gradients)
    {
        Extent.Check("penalty", nameof(weights), weights.Length, gradients.Length);
        fixed (float* w = weights, g = gradients)
            UpdateLoops.Run(width, gradients.Length, new Update(l1, l2, w, g));
    }

    private readonly struct Update(float l1, float l2, float* w, float* g) : IUpdate
    {
        public void Apply(int i)
        {
            g[i] += l2 * w[i];
            g[i] += w[i] > 0f ? l1 : w[i] < 0f ? -l1 : 0f;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V weight = S.Load(w + i), least = S.Broadcast(float.Epsilon), zero = S.Broadcast(0f);
            V up = S.Select(S.StaysMaximum(weight, least), S.Broadcast(l1), zero);
            V down = S.Select(S.StaysMaximum(S.Subtract(zero, weight), least), S.Broadcast(l1), zero);
            V slope = S.MultiplyAdd(S.Broadcast(l2), weight, S.Load(g + i));
            S.Store(S.Add(slope, S.Subtract(up, down)), g + i);
        }
    }
}
