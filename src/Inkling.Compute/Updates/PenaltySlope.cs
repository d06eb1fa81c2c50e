using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The penalties λ₁·‖w‖₁ + ½·λ₂·‖w‖² of weights: their slope λ₁·sign(w) + λ₂·w, where sign(0) = 0, is added to gradients.</summary>
/// <param name="l1">λ₁, 0 or more.</param>
/// <param name="l2">λ₂, 0 or more.</param>
internal readonly struct PenaltySlope(float l1, float l2) : IUpdateFormula
{
    public static int Moments => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<S, V>(V weight, ref V first, ref V second, ref V gradient)
        where S : struct, ILanes<V>
        where V : struct
    {
        V least = S.Broadcast(float.Epsilon), zero = S.Broadcast(0f);
        V up = S.Select(S.StaysMaximum(weight, least), S.Broadcast(l1), zero);
        V down = S.Select(S.StaysMaximum(S.Subtract(zero, weight), least), S.Broadcast(l1), zero);
        gradient = S.Add(S.MultiplyAdd(S.Broadcast(l2), weight, gradient), S.Subtract(up, down));
    }
}
