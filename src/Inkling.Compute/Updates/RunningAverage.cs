using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>A step of a running average: a ← a + share·(x − a).</summary>
/// <param name="share">How much of the average is new, above 0 and up to 1.</param>
internal readonly struct RunningAverage(float share) : IUpdateFormula
{
    public static int Moments => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<S, V>(V x, ref V first, ref V second, ref V value)
        where S : struct, ILanes<V>
        where V : struct =>
        value = S.MultiplyAdd(S.Broadcast(share), S.Subtract(x, value), value);
}
