using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Values brought into a range.</summary>
internal static class Clamping
{
    /// <summary>g ← min(max(g, −limit), limit). A NaN stays one.</summary>
    /// <param name="limit">0 or more.</param>
    /// <param name="values">g, overwritten.</param>
    public static void Clamp(float limit, Span<float> values) => Clamp(SimdChoice.Current.Width, limit, values);

    internal static void Clamp(SimdWidth width, float limit, Span<float> values) => ElementLoops.Run(width, new Operation(limit), values);

    private readonly struct Operation(float limit) : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x)
            where S : struct, ILanes<V>
            where V : struct
        {
            V low = S.Broadcast(-limit);
            x = S.Select(S.StaysMaximum(x, low), x, low);
            return S.Select(S.StaysMaximum(S.Subtract(S.Broadcast(0f), x), low), x, S.Broadcast(limit));
        }
    }
}
