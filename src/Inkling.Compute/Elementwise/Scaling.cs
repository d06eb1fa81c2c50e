using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Vectors times a number.</summary>
internal static class Scaling
{
    /// <summary>x ← factor·x.</summary>
    /// <param name="factor">Any number.</param>
    /// <param name="values">x, overwritten.</param>
    public static void Multiply(float factor, Span<float> values) => Multiply(SimdChoice.Current.Width, factor, values);

    internal static void Multiply(SimdWidth width, float factor, Span<float> values) => ElementLoops.Run(width, new Operation(factor), values);

    private readonly struct Operation(float factor) : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Multiply(S.Broadcast(factor), x);
    }
}
