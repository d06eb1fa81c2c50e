using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Products of vectors, value by value.</summary>
internal static class Multiplication
{
    /// <summary>product[i] *= x[i].</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is shorter than <paramref name="product"/>.</exception>
    public static void Multiply(ReadOnlySpan<float> x, Span<float> product) => Multiply(SimdChoice.Current.Width, x, product);

    internal static void Multiply(SimdWidth width, ReadOnlySpan<float> x, Span<float> product) => ElementLoops.Run(width, default(Operation), x, product);

    private readonly struct Operation : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x, V y)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Multiply(x, y);
    }
}
