namespace Inkling.Compute;

/// <summary>Sums over all values of a span.</summary>
internal static unsafe class Reductions
{
    /// <summary>Σ x. The order of the additions depends on the vector path only.</summary>
    public static float Sum(ReadOnlySpan<float> x) => Sum(SimdChoice.Current.Width, x);

    /// <summary>Σ x², in double precision: the same bits on every vector path, and no overflow where single precision would have one.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        // Four partial sums, so that one addition need not wait for the last.
        double a = 0.0, b = 0.0, c = 0.0, d = 0.0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            a += (double)x[i] * x[i];
            b += (double)x[i + 1] * x[i + 1];
            c += (double)x[i + 2] * x[i + 2];
            d += (double)x[i + 3] * x[i + 3];
        }

        for (; i < x.Length; i++)
            a += (double)x[i] * x[i];
        return (a + b) + (c + d);
    }

    internal static float Sum(SimdWidth width, ReadOnlySpan<float> x)
    {
        fixed (float* p = x)
            return Vectorized.Run<Total, float>(width, new(p, x.Length));
    }

    private readonly struct Total(float* x, int length) : IVectorized<float>
    {
        public float Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            // Two registers of partial sums, so that one addition need not wait for the last.
            float* at = x;
            V first = S.Broadcast(0f), second = first;
            int i = 0;
            for (; i <= length - (2 * S.Count); i += 2 * S.Count)
            {
                first = S.Add(first, S.Load(at + i));
                second = S.Add(second, S.Load(at + i + S.Count));
            }

            float rest = 0f;
            for (; i < length; i++)
                rest += at[i];
            return S.Sum(S.Add(first, second)) + rest;
        }
    }
}
