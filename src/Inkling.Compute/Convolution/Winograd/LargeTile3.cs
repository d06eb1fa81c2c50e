using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>F(4×4, 3×3): 36 multiplications in the place of 144.</summary>
internal readonly struct LargeTile3 : IWinogradTile
{
    private const double A = SixPoints.A, B = SixPoints.B, P = SixPoints.ScaleA, Q = SixPoints.ScaleB;

    public static int Outputs => 4;

    public static int Size => 6;

    public static ReadOnlySpan<double> Filter =>
    [
        1, 0, 0,
        P, P * A, P * A * A,
        P, -P * A, P * A * A,
        Q, Q * B, Q * B * B,
        Q, -Q * B, Q * B * B,
        0, 0, 1,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct => SixPoints.Input<S, V>(ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<S, V>(V m0, V m1, V m2, V m3, V m4, V m5, out V first, out V second, out V third, out V fourth)
        where S : struct, ILanes<V>
        where V : struct
    {
        V evenA = S.Add(m1, m2), oddA = S.Subtract(m1, m2), evenB = S.Add(m3, m4), oddB = S.Subtract(m3, m4);
        first = S.Add(m0, S.Add(evenA, evenB));
        second = S.MultiplyAdd(S.Broadcast((float)B), oddB, S.Multiply(S.Broadcast((float)A), oddA));
        third = S.MultiplyAdd(S.Broadcast((float)(B * B)), evenB, S.Multiply(S.Broadcast((float)(A * A)), evenA));
        fourth = S.MultiplyAdd(S.Broadcast((float)(B * B * B)), oddB, S.MultiplyAdd(S.Broadcast((float)(A * A * A)), oddA, m5));
    }
}
