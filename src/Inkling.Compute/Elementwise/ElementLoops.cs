namespace Inkling.Compute;

/// <summary>y[i] = f(y[i]): one function of one value, in registers of any width.</summary>
internal interface IUnaryOperation
{
    V Apply<S, V>(V x)
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>y[i] = f(x[i], y[i]).</summary>
internal interface IBinaryOperation
{
    V Apply<S, V>(V x, V y)
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>The loops of all elementwise operations, written once.</summary>
/// <remarks>
/// The values that fill no register go through one beside zeros: so a value gives the same bits wherever it stands, and a sample the same
/// whatever else is in its batch.
/// </remarks>
internal static unsafe class ElementLoops
{
    public static void Run<O>(SimdWidth width, O operation, Span<float> y)
        where O : struct, IUnaryOperation
    {
        fixed (float* p = y)
            Vectorized.Run(width, new Unary<O>(operation, p, y.Length));
    }

    public static void Run<O>(SimdWidth width, O operation, ReadOnlySpan<float> x, Span<float> y)
        where O : struct, IBinaryOperation
    {
        Extent.Check("elementwise", nameof(x), x.Length, y.Length);
        fixed (float* px = x, py = y)
            Vectorized.Run(width, new Binary<O>(operation, px, py, y.Length));
    }

    private readonly struct Unary<O>(O operation, float* y, int length) : IVectorized
        where O : struct, IUnaryOperation
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            Registers<S, V>(operation, y, length);

        private static void Registers<S, V>(O operation, float* y, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                S.Store(operation.Apply<S, V>(S.Load(y + i)), y + i);

            if (i < length)
            {
                float* rest = stackalloc float[S.Count];
                Copy(y + i, rest, length - i);
                S.Store(operation.Apply<S, V>(S.Load(rest)), rest);
                Copy(rest, y + i, length - i);
            }
        }
    }

    private readonly struct Binary<O>(O operation, float* x, float* y, int length) : IVectorized
        where O : struct, IBinaryOperation
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            Registers<S, V>(operation, x, y, length);

        private static void Registers<S, V>(O operation, float* x, float* y, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                S.Store(operation.Apply<S, V>(S.Load(x + i), S.Load(y + i)), y + i);

            if (i < length)
            {
                float* restX = stackalloc float[S.Count], restY = stackalloc float[S.Count];
                Copy(x + i, restX, length - i);
                Copy(y + i, restY, length - i);
                S.Store(operation.Apply<S, V>(S.Load(restX), S.Load(restY)), restY);
                Copy(restY, y + i, length - i);
            }
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
}
