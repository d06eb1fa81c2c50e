using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Hyperbolic tangent, with derivative 1 − tanh².</summary>
/// <remarks>
/// Away from zero tanh x = 1 − 2 / (e²ˣ + 1). Near zero that difference cancels, so below 0.625 the odd polynomial x + x³·P(x²) of the Cephes
/// library (S. Moshier, <c>tanhf</c>) is used instead.
/// </remarks>
internal static class Tanh
{
    private const float Switch = 0.625f;
    private const float P0 = -5.70498872745e-3f, P1 = 2.06390887954e-2f, P2 = -5.37397155531e-2f, P3 = 1.33314422036e-1f, P4 = -3.33332819422e-1f;

    /// <summary>y = tanh(y), in place.</summary>
    public static void Forward(Span<float> y) => Forward(SimdChoice.Current.Width, y);

    /// <summary>gradient = gradient · (1 − y²), in place.</summary>
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
            where V : struct
        {
            V one = S.Broadcast(1f), square = S.Multiply(x, x);
            V far = S.Subtract(one, S.Divide(S.Broadcast(2f), S.Add(S.Exp(S.Add(x, x)), one)));

            V p = S.MultiplyAdd(S.Broadcast(P0), square, S.Broadcast(P1));
            p = S.MultiplyAdd(p, square, S.Broadcast(P2));
            p = S.MultiplyAdd(p, square, S.Broadcast(P3));
            p = S.MultiplyAdd(p, square, S.Broadcast(P4));
            V near = S.MultiplyAdd(S.Multiply(p, square), x, x);
            return S.Select(S.StaysMaximum(square, S.Broadcast(Switch * Switch)), far, near);
        }
    }

    private readonly struct Derivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V y, V gradient)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Multiply(gradient, S.Subtract(S.Broadcast(1f), S.Multiply(y, y)));
    }
}
