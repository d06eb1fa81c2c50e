using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Writes rows of four as columns, in every quad of four registers.</summary>
internal static class QuadTransposition<V, Q>
    where V : struct
    where Q : struct, IQuads<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref V a, ref V b, ref V c, ref V d)
    {
        V lowAC = Q.InterleaveLow(a, c), lowBD = Q.InterleaveLow(b, d), highAC = Q.InterleaveHigh(a, c), highBD = Q.InterleaveHigh(b, d);
        (a, b, c, d) = (Q.InterleaveLow(lowAC, lowBD), Q.InterleaveHigh(lowAC, lowBD), Q.InterleaveLow(highAC, highBD), Q.InterleaveHigh(highAC, highBD));
    }
}
