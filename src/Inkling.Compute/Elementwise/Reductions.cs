using System.Runtime.Intrinsics;

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
        {
            return width switch
            {
                SimdWidth.Vector512 => Sum<Lanes512, Vector512<float>>(p, x.Length),
                SimdWidth.Vector256 => Sum<Lanes256, Vector256<float>>(p, x.Length),
                SimdWidth.Vector128 => Sum<Lanes128, Vector128<float>>(p, x.Length),
                _ => SumTail(p, x.Length),
            };
        }
    }

    // Two registers of partial sums, so that one addition need not wait for the last.
    private static float Sum<S, V>(float* x, int length)
        where S : struct, ILanes<V>
        where V : struct
    {
        V first = S.Broadcast(0f), second = first;
        int i = 0;
        for (; i <= length - 2 * S.Count; i += 2 * S.Count)
        {
            first = S.Add(first, S.Load(x + i));
            second = S.Add(second, S.Load(x + i + S.Count));
        }

        return S.Sum(S.Add(first, second)) + SumTail(x + i, length - i);
    }

    private static float SumTail(float* x, int length)
    {
        float sum = 0f;
        for (int i = 0; i < length; i++)
            sum += x[i];
        return sum;
    }
}
