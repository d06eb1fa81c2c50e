using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Vectors times a number.</summary>
internal static unsafe class Scaling
{
    /// <summary>x ← factor·x.</summary>
    /// <param name="factor">Any number.</param>
    /// <param name="values">x, overwritten.</param>
    public static void Multiply(float factor, Span<float> values) =>
        Multiply(SimdChoice.Current.Width, factor, values);

    internal static void Multiply(SimdWidth width, float factor, Span<float> values)
    {
        fixed (float* x = values)
            UpdateLoops.Run(width, values.Length, new Update(factor, x));
    }

    private readonly struct Update(float factor, float* x) : IUpdate
    {
        public void Apply(int i)
        {
            x[i] *= factor;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(int i)
            where S : struct, ILanes<V>
            where V : struct
        {
            S.Store(S.Multiply(S.Broadcast(factor), S.Load(x + i)), x + i);
        }
    }
}
