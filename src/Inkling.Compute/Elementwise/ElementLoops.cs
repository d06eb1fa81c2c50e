using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>y[i] = f(y[i]): one function of one value, for every vector width and for the elements that fill no register.</summary>
internal interface IUnaryOperation
{
    static abstract float Apply(float x);

    static abstract V Apply<S, V>(V x)
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>y[i] = f(x[i], y[i]).</summary>
internal interface IBinaryOperation
{
    static abstract float Apply(float x, float y);

    static abstract V Apply<S, V>(V x, V y)
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>The loops of all elementwise operations, written once.</summary>
internal static unsafe class ElementLoops
{
    public static void Run<O>(SimdWidth width, Span<float> y)
        where O : struct, IUnaryOperation
    {
        fixed (float* p = y)
        {
            int done = width switch
            {
                SimdWidth.Vector512 => Registers<O, Lanes512, Vector512<float>>(p, y.Length),
                SimdWidth.Vector256 => Registers<O, Lanes256, Vector256<float>>(p, y.Length),
                SimdWidth.Vector128 => Registers<O, Lanes128, Vector128<float>>(p, y.Length),
                _ => 0,
            };

            for (int i = done; i < y.Length; i++)
                p[i] = O.Apply(p[i]);
        }
    }

    public static void Run<O>(SimdWidth width, ReadOnlySpan<float> x, Span<float> y)
        where O : struct, IBinaryOperation
    {
        Extent.Check("elementwise", nameof(x), x.Length, y.Length);
        fixed (float* px = x, py = y)
        {
            int done = width switch
            {
                SimdWidth.Vector512 => Registers<O, Lanes512, Vector512<float>>(px, py, y.Length),
                SimdWidth.Vector256 => Registers<O, Lanes256, Vector256<float>>(px, py, y.Length),
                SimdWidth.Vector128 => Registers<O, Lanes128, Vector128<float>>(px, py, y.Length),
                _ => 0,
            };

            for (int i = done; i < y.Length; i++)
                py[i] = O.Apply(px[i], py[i]);
        }
    }

    private static int Registers<O, S, V>(float* y, int length)
        where O : struct, IUnaryOperation
        where S : struct, ILanes<V>
        where V : struct
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(O.Apply<S, V>(S.Load(y + i)), y + i);
        return i;
    }

    private static int Registers<O, S, V>(float* x, float* y, int length)
        where O : struct, IBinaryOperation
        where S : struct, ILanes<V>
        where V : struct
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(O.Apply<S, V>(S.Load(x + i), S.Load(y + i)), y + i);
        return i;
    }
}
