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
/// <remarks>
/// The values that fill no register go through one beside zeros: so a value gives the same bits wherever it stands, and a sample the same
/// whatever else is in its batch. The one-value form of an operation may round differently and serves the path without vectors only.
/// </remarks>
internal static unsafe class ElementLoops
{
    public static void Run<O>(SimdWidth width, Span<float> y)
        where O : struct, IUnaryOperation
    {
        fixed (float* p = y)
        {
            switch (width)
            {
                case SimdWidth.Vector512: Registers<O, Lanes512, Vector512<float>>(p, y.Length); break;
                case SimdWidth.Vector256: Registers<O, Lanes256, Vector256<float>>(p, y.Length); break;
                case SimdWidth.Vector128: Registers<O, Lanes128, Vector128<float>>(p, y.Length); break;
                default:
                    for (int i = 0; i < y.Length; i++)
                        p[i] = O.Apply(p[i]);
                    break;
            }
        }
    }

    public static void Run<O>(SimdWidth width, ReadOnlySpan<float> x, Span<float> y)
        where O : struct, IBinaryOperation
    {
        Extent.Check("elementwise", nameof(x), x.Length, y.Length);
        fixed (float* px = x, py = y)
        {
            switch (width)
            {
                case SimdWidth.Vector512: Registers<O, Lanes512, Vector512<float>>(px, py, y.Length); break;
                case SimdWidth.Vector256: Registers<O, Lanes256, Vector256<float>>(px, py, y.Length); break;
                case SimdWidth.Vector128: Registers<O, Lanes128, Vector128<float>>(px, py, y.Length); break;
                default:
                    for (int i = 0; i < y.Length; i++)
                        py[i] = O.Apply(px[i], py[i]);
                    break;
            }
        }
    }

    private static void Registers<O, S, V>(float* y, int length)
        where O : struct, IUnaryOperation
        where S : struct, ILanes<V>
        where V : struct
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(O.Apply<S, V>(S.Load(y + i)), y + i);

        if (i < length)
        {
            float* rest = stackalloc float[S.Count];
            Copy(y + i, rest, length - i);
            S.Store(O.Apply<S, V>(S.Load(rest)), rest);
            Copy(rest, y + i, length - i);
        }
    }

    private static void Registers<O, S, V>(float* x, float* y, int length)
        where O : struct, IBinaryOperation
        where S : struct, ILanes<V>
        where V : struct
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(O.Apply<S, V>(S.Load(x + i), S.Load(y + i)), y + i);

        if (i < length)
        {
            float* restX = stackalloc float[S.Count], restY = stackalloc float[S.Count];
            Copy(x + i, restX, length - i);
            Copy(y + i, restY, length - i);
            S.Store(O.Apply<S, V>(S.Load(restX), S.Load(restY)), restY);
            Copy(restY, y + i, length - i);
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
}
