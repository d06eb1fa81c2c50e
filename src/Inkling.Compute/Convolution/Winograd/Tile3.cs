using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>F(2×2, 3×3): 16 multiplications in the place of 36. Interpolates at 0, 1, −1 and ∞.</summary>
internal readonly struct Tile3 : IWinogradTile
{
    public static int Outputs => 2;

    public static int Size => 4;

    public static ReadOnlySpan<double> Filter =>
    [
        1, 0, 0,
        0.5, 0.5, 0.5,
        0.5, -0.5, 0.5,
        0, 0, 1,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct
    {
        d0 = S.Subtract(d0, d2);
        d3 = S.Subtract(d1, d3);
        (d1, d2) = (S.Add(d1, d2), S.Subtract(d2, d1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<S, V>(V m0, V m1, V m2, V m3, V m4, V m5, out V first, out V second, out V third, out V fourth)
        where S : struct, ILanes<V>
        where V : struct
    {
        first = S.Add(m0, S.Add(m1, m2));
        second = S.Subtract(S.Subtract(m1, m2), m3);
        third = fourth = default;
    }
}
