using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Values brought into a range.</summary>
internal static unsafe class Clamping
{
    /// <summary>g ← min(max(g, −limit), limit). A NaN stays one.</summary>
    /// <param name="limit">0 or more.</param>
    /// <param name="values">g, overwritten.</param>
    public static void Clamp(float limit, Span<float> values) =>
        Clamp(SimdChoice.Current.Width, limit, values);

    internal static void Clamp(SimdWidth width, float limit, Span<float> values)
    {
        fixed (float* g = values)
            UpdateLoops.Run(width, values.Length, new Update(limit, g));
    }

    private readonly struct Update(float limit, float* g) : IUpdate
    {
        public void Apply(int i)
        {
            g[i] = g[i] > limit ? limit : g[i] < -limit ? -limit : g[i];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            V low = S.Broadcast(-limit), value = S.Load(g + i);
            value = S.Select(S.StaysMaximum(value, low), value, low);
            V opposite = S.Subtract(S.Broadcast(0f), value);
            S.Store(S.Select(S.StaysMaximum(opposite, low), value, S.Broadcast(limit)), g + i);
        }
    }
}
