using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Rectified linear unit, max(0, x). At 0 the derivative is taken as 0, as libtorch does.</summary>
internal static class Relu
{
    /// <summary>y = max(0, y), in place.</summary>
    public static void Forward(Span<float> y) => Forward(SimdChoice.Current.Width, y);

    /// <summary>gradient = gradient where y &gt; 0, else 0, in place.</summary>
    /// <param name="y">What <see cref="Forward(Span{float})"/> gave.</param>
    /// <param name="gradient">In: of the output; out: of the input.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> is shorter than <paramref name="gradient"/>.</exception>
    public static void Backward(ReadOnlySpan<float> y, Span<float> gradient) => Backward(SimdChoice.Current.Width, y, gradient);

    internal static void Forward(SimdWidth width, Span<float> y) => ElementLoops.Run(width, default(Function), y);

    internal static void Backward(SimdWidth width, ReadOnlySpan<float> y, Span<float> gradient) =>
        ElementLoops.Run(width, default(Derivative), y, gradient);

    private readonly struct Function : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Select(S.StaysMaximum(S.Broadcast(0f), x), S.Broadcast(0f), x);
    }

    private readonly struct Derivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V y, V gradient)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Select(S.StaysMaximum(S.Broadcast(0f), y), S.Broadcast(0f), gradient);
    }
}
