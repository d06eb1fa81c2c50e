namespace Inkling.Compute;

/// <summary>The loops over one plane of a channel, written once for every width; what fills no register is computed value by value.</summary>
internal static unsafe class PlaneLoops
{
    /// <summary>Σ (x − mean)².</summary>
    public static float SumOfSquaredDistances(SimdWidth width, ReadOnlySpan<float> x, float mean)
    {
        fixed (float* p = x)
            return Vectorized.Run<SquaredDistances, float>(width, new(p, x.Length, mean));
    }

    /// <summary>Σ (x − mean)·dY.</summary>
    public static float SumOfProducts(SimdWidth width, ReadOnlySpan<float> x, float mean, ReadOnlySpan<float> dY)
    {
        fixed (float* p = x, d = dY)
            return Vectorized.Run<Products, float>(width, new(p, mean, d, x.Length));
    }

    /// <summary>y = (x − mean)·factor + offset.</summary>
    public static void Scale(SimdWidth width, ReadOnlySpan<float> x, float mean, float factor, float offset, Span<float> y)
    {
        fixed (float* from = x, to = y)
            Vectorized.Run(width, new Scaled(from, mean, factor, offset, to, x.Length));
    }

    /// <summary>dX += dY·gradientFactor + (x − mean)·inputFactor + offset.</summary>
    public static void AddGradient(
        SimdWidth width, ReadOnlySpan<float> x, float mean, float inputFactor, ReadOnlySpan<float> dY, float gradientFactor, float offset, Span<float> dX)
    {
        fixed (float* from = x, d = dY, to = dX)
            Vectorized.Run(width, new Gradient(from, mean, inputFactor, d, gradientFactor, offset, to, x.Length));
    }

    private readonly struct SquaredDistances(float* x, int length, float mean) : IVectorized<float>
    {
        public float Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            float* at = x;
            V sum = S.Broadcast(0f), middle = S.Broadcast(mean);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
            {
                V distance = S.Subtract(S.Load(at + i), middle);
                sum = S.MultiplyAdd(distance, distance, sum);
            }

            return S.Sum(sum) + (i < length ? new SquaredDistances(at + i, length - i, mean).Run<Lanes1, float>() : 0f);
        }
    }

    private readonly struct Products(float* x, float mean, float* dY, int length) : IVectorized<float>
    {
        public float Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            float* at = x, gradient = dY;
            V sum = S.Broadcast(0f), middle = S.Broadcast(mean);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                sum = S.MultiplyAdd(S.Subtract(S.Load(at + i), middle), S.Load(gradient + i), sum);
            return S.Sum(sum) + (i < length ? new Products(at + i, mean, gradient + i, length - i).Run<Lanes1, float>() : 0f);
        }
    }

    private readonly struct Scaled(float* x, float mean, float factor, float offset, float* y, int length) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            float* from = x, to = y;
            V middle = S.Broadcast(mean), by = S.Broadcast(factor), plus = S.Broadcast(offset);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                S.Store(S.MultiplyAdd(S.Subtract(S.Load(from + i), middle), by, plus), to + i);
            if (i < length)
                new Scaled(from + i, mean, factor, offset, to + i, length - i).Run<Lanes1, float>();
        }
    }

    private readonly struct Gradient(float* x, float mean, float inputFactor, float* dY, float gradientFactor, float offset, float* dX, int length) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            float* from = x, gradient = dY, to = dX;
            V middle = S.Broadcast(mean), ofX = S.Broadcast(inputFactor), ofGradient = S.Broadcast(gradientFactor), plus = S.Broadcast(offset);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
            {
                V share = S.MultiplyAdd(S.Load(gradient + i), ofGradient, S.MultiplyAdd(S.Subtract(S.Load(from + i), middle), ofX, plus));
                S.Store(S.Add(S.Load(to + i), share), to + i);
            }

            if (i < length)
                new Gradient(from + i, mean, inputFactor, gradient + i, gradientFactor, offset, to + i, length - i).Run<Lanes1, float>();
        }
    }
}
