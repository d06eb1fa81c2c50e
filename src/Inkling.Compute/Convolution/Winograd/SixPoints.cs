using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>What the tiles of 6×6 inputs have in common: they interpolate at 0, a, −a, b, −b and ∞, with a = 2/3 and b = 3/2.</summary>
/// <remarks>
/// The usual ±1 and ±2 lose three to six times as much in rounding. With a·b = 1 the polynomials have a 1 at both ends, and the powers of the points, which values are multiplied with on the way there and back,
/// lie on both sides of 1.
/// </remarks>
internal static class SixPoints
{
    public const double A = 2.0 / 3, B = 3.0 / 2;

    /// <summary>What the filters' values at ±a and at ±b are divided by: the product of the distances from the other points.</summary>
    public const double ScaleA = 1 / (2 * A * A * (A * A - B * B)), ScaleB = 1 / (2 * B * B * (B * B - A * A));

    /// <summary>Bᵀ·d, in the place of d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct
    {
        V minusA2 = S.Broadcast((float)(-A * A)), minusB2 = S.Broadcast((float)(-B * B)), minusBoth = S.Broadcast((float)(-A * A - B * B));
        V evenA = S.MultiplyAdd(minusB2, d2, d4), oddA = S.MultiplyAdd(minusB2, d1, d3);
        V evenB = S.MultiplyAdd(minusA2, d2, d4), oddB = S.MultiplyAdd(minusA2, d1, d3);
        d0 = S.Add(d0, S.MultiplyAdd(minusBoth, d2, d4));
        d5 = S.Add(d1, S.MultiplyAdd(minusBoth, d3, d5));
        (d1, d2) = (S.MultiplyAdd(S.Broadcast((float)A), oddA, evenA), S.MultiplyAdd(S.Broadcast((float)-A), oddA, evenA));
        (d3, d4) = (S.MultiplyAdd(S.Broadcast((float)B), oddB, evenB), S.MultiplyAdd(S.Broadcast((float)-B), oddB, evenB));
    }
}
