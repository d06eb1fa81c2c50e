using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>F(2×2, 5×5): 36 multiplications in the place of 100.</summary>
internal readonly struct Tile5 : IWinogradTile
{
    private const double A = SixPoints.A, B = SixPoints.B, P = SixPoints.ScaleA, Q = SixPoints.ScaleB;

    public static int Outputs => 2;

    public static int Size => 6;

    public static ReadOnlySpan<double> Filter =>
    [
        1, 0, 0, 0, 0,
        P, P * A, P * A * A, P * A * A * A, P * A * A * A * A,
        P, -P * A, P * A * A, -P * A * A * A, P * A * A * A * A,
        Q, Q * B, Q * B * B, Q * B * B * B, Q * B * B * B * B,
        Q, -Q * B, Q * B * B, -Q * B * B * B, Q * B * B * B * B,
        0, 0, 0, 0, 1,
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
        first = S.Add(S.Add(m0, S.Add(m1, m2)), S.Add(m3, m4));
        second = S.MultiplyAdd(S.Broadcast((float)A), S.Subtract(m1, m2), S.MultiplyAdd(S.Broadcast((float)B), S.Subtract(m3, m4), m5));
        third = fourth = default;
    }
}
