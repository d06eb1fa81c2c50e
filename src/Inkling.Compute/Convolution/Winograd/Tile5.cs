using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>F(2×2, 5×5): 36 multiplications in the place of 100. Interpolates at 0, 1, −1, 2, −2 and ∞.</summary>
internal readonly struct Tile5 : IWinogradTile
{
    public static int Size => 6;

    public static ReadOnlySpan<double> Filter =>
    [
        1.0 / 4, 0, 0, 0, 0,
        -1.0 / 6, -1.0 / 6, -1.0 / 6, -1.0 / 6, -1.0 / 6,
        -1.0 / 6, 1.0 / 6, -1.0 / 6, 1.0 / 6, -1.0 / 6,
        1.0 / 24, 2.0 / 24, 4.0 / 24, 8.0 / 24, 16.0 / 24,
        1.0 / 24, -2.0 / 24, 4.0 / 24, -8.0 / 24, 16.0 / 24,
        0, 0, 0, 0, 1,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct
    {
        V minusFour = S.Broadcast(-4f), two = S.Broadcast(2f);
        V even1 = S.MultiplyAdd(minusFour, d2, d4), odd1 = S.MultiplyAdd(minusFour, d1, d3);
        V even2 = S.Subtract(d4, d2), odd2 = S.Multiply(two, S.Subtract(d3, d1));
        d0 = S.MultiplyAdd(S.Broadcast(4f), d0, S.MultiplyAdd(S.Broadcast(-5f), d2, d4));
        d5 = S.MultiplyAdd(S.Broadcast(4f), d1, S.MultiplyAdd(S.Broadcast(-5f), d3, d5));
        (d1, d2) = (S.Add(even1, odd1), S.Subtract(even1, odd1));
        (d3, d4) = (S.Add(even2, odd2), S.Subtract(even2, odd2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<S, V>(V m0, V m1, V m2, V m3, V m4, V m5, out V first, out V second)
        where S : struct, ILanes<V>
        where V : struct
    {
        first = S.Add(S.Add(m0, S.Add(m1, m2)), S.Add(m3, m4));
        second = S.Add(S.MultiplyAdd(S.Broadcast(2f), S.Subtract(m3, m4), S.Subtract(m1, m2)), m5);
    }
}
