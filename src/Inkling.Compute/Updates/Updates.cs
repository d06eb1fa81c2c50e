using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The loop of all updates, written once: whole registers, then the rest one by one.</summary>
/// <remarks>The rest may round differently, so what is cut into stretches must be cut at the same places on every run.</remarks>
internal static unsafe class Updates
{
    /// <summary>Updates values in place.</summary>
    /// <param name="formula">How.</param>
    /// <param name="x">What they are updated with.</param>
    /// <param name="first">What is remembered of each, overwritten; empty where the formula has no moments.</param>
    /// <param name="second">What else is remembered of each, overwritten; empty where the formula has fewer than two.</param>
    /// <param name="values">Overwritten.</param>
    /// <exception cref="ArgumentException">A span is shorter than the values.</exception>
    public static void Run<F>(F formula, ReadOnlySpan<float> x, Span<float> first, Span<float> second, Span<float> values)
        where F : struct, IUpdateFormula =>
        Run(SimdChoice.Current.Width, formula, x, first, second, values);

    /// <summary>Updates values of which nothing is remembered.</summary>
    public static void Run<F>(F formula, ReadOnlySpan<float> x, Span<float> values)
        where F : struct, IUpdateFormula =>
        Run(formula, x, [], [], values);

    internal static void Run<F>(SimdWidth width, F formula, ReadOnlySpan<float> x, Span<float> first, Span<float> second, Span<float> values)
        where F : struct, IUpdateFormula
    {
        Extent.Check("update", nameof(x), x.Length, values.Length);
        Extent.Check("update", nameof(first), first.Length, F.Moments > 0 ? values.Length : 0);
        Extent.Check("update", nameof(second), second.Length, F.Moments > 1 ? values.Length : 0);
        fixed (float* px = x, pFirst = first, pSecond = second, pValues = values)
            Vectorized.Run(width, new Loop<F>(formula, px, pFirst, pSecond, pValues, values.Length));
    }

    private readonly struct Loop<F>(F formula, float* x, float* first, float* second, float* values, int length) : IVectorized
        where F : struct, IUpdateFormula
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            Registers<S, V>(formula, x, first, second, values, length);

        private static void Registers<S, V>(F formula, float* x, float* first, float* second, float* values, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                Apply<S, V>(formula, x + i, first + i, second + i, values + i);
            for (; i < length; i++)
                Apply<Lanes1, float>(formula, x + i, first + i, second + i, values + i);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Apply<S, V>(F formula, float* x, float* first, float* second, float* values)
            where S : struct, ILanes<V>
            where V : struct
        {
            V value = S.Load(values), one = F.Moments > 0 ? S.Load(first) : default, two = F.Moments > 1 ? S.Load(second) : default;
            formula.Apply<S, V>(S.Load(x), ref one, ref two, ref value);
            if (F.Moments > 0)
                S.Store(one, first);
            if (F.Moments > 1)
                S.Store(two, second);
            S.Store(value, values);
        }
    }
}
