using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>The loops over one plane of a channel, written once for every width; what fills no register is computed value by value.</summary>
internal static unsafe class PlaneLoops
{
    /// <summary>Σ (x − mean)².</summary>
    public static float SumOfSquaredDistances(SimdWidth width, ReadOnlySpan<float> x, float mean)
    {
        fixed (float* p = x)
        {
            return width switch
            {
                SimdWidth.Vector512 => SumOfSquaredDistances<Lanes512, Vector512<float>>(p, x.Length, mean),
                SimdWidth.Vector256 => SumOfSquaredDistances<Lanes256, Vector256<float>>(p, x.Length, mean),
                SimdWidth.Vector128 => SumOfSquaredDistances<Lanes128, Vector128<float>>(p, x.Length, mean),
                _ => SumOfSquaredDistances(p, x.Length, mean),
            };
        }
    }

    /// <summary>Σ (x − mean)·dY.</summary>
    public static float SumOfProducts(SimdWidth width, ReadOnlySpan<float> x, float mean, ReadOnlySpan<float> dY)
    {
        fixed (float* p = x, d = dY)
        {
            return width switch
            {
                SimdWidth.Vector512 => SumOfProducts<Lanes512, Vector512<float>>(p, mean, d, x.Length),
                SimdWidth.Vector256 => SumOfProducts<Lanes256, Vector256<float>>(p, mean, d, x.Length),
                SimdWidth.Vector128 => SumOfProducts<Lanes128, Vector128<float>>(p, mean, d, x.Length),
                _ => SumOfProducts(p, mean, d, x.Length),
            };
        }
    }

    /// <summary>y = (x − mean)·factor + offset.</summary>
    public static void Scale(SimdWidth width, ReadOnlySpan<float> x, float mean, float factor, float offset, Span<float> y)
    {
        fixed (float* from = x, to = y)
        {
            switch (width)
            {
                case SimdWidth.Vector512: Scale<Lanes512, Vector512<float>>(from, mean, factor, offset, to, x.Length); break;
                case SimdWidth.Vector256: Scale<Lanes256, Vector256<float>>(from, mean, factor, offset, to, x.Length); break;
                case SimdWidth.Vector128: Scale<Lanes128, Vector128<float>>(from, mean, factor, offset, to, x.Length); break;
                default: Scale(from, mean, factor, offset, to, x.Length); break;
            }
        }
    }

    /// <summary>dX += dY·gradientFactor + (x − mean)·inputFactor + offset.</summary>
    public static void AddGradient(
        SimdWidth width, ReadOnlySpan<float> x, float mean, float inputFactor, ReadOnlySpan<float> dY, float gradientFactor, float offset, Span<float> dX)
    {
        fixed (float* from = x, d = dY, to = dX)
        {
            switch (width)
            {
                case SimdWidth.Vector512: AddGradient<Lanes512, Vector512<float>>(from, mean, inputFactor, d, gradientFactor, offset, to, x.Length); break;
                case SimdWidth.Vector256: AddGradient<Lanes256, Vector256<float>>(from, mean, inputFactor, d, gradientFactor, offset, to, x.Length); break;
                case SimdWidth.Vector128: AddGradient<Lanes128, Vector128<float>>(from, mean, inputFactor, d, gradientFactor, offset, to, x.Length); break;
                default: AddGradient(from, mean, inputFactor, d, gradientFactor, offset, to, x.Length); break;
            }
        }
    }

    private static float SumOfSquaredDistances<S, V>(float* x, int length, float mean)
        where S : struct, ILanes<V>
        where V : struct
    {
        V sum = S.Broadcast(0f), middle = S.Broadcast(mean);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            V distance = S.Subtract(S.Load(x + i), middle);
            sum = S.MultiplyAdd(distance, distance, sum);
        }

        return S.Sum(sum) + SumOfSquaredDistances(x + i, length - i, mean);
    }

    private static float SumOfSquaredDistances(float* x, int length, float mean)
    {
        float sum = 0f;
        for (int i = 0; i < length; i++)
            sum += (x[i] - mean) * (x[i] - mean);
        return sum;
    }

    private static float SumOfProducts<S, V>(float* x, float mean, float* dY, int length)
        where S : struct, ILanes<V>
        where V : struct
    {
        V sum = S.Broadcast(0f), middle = S.Broadcast(mean);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            sum = S.MultiplyAdd(S.Subtract(S.Load(x + i), middle), S.Load(dY + i), sum);
        return S.Sum(sum) + SumOfProducts(x + i, mean, dY + i, length - i);
    }

    private static float SumOfProducts(float* x, float mean, float* dY, int length)
    {
        float sum = 0f;
        for (int i = 0; i < length; i++)
            sum += (x[i] - mean) * dY[i];
        return sum;
    }

    private static void Scale<S, V>(float* x, float mean, float factor, float offset, float* y, int length)
        where S : struct, ILanes<V>
        where V : struct
    {
        V middle = S.Broadcast(mean), by = S.Broadcast(factor), plus = S.Broadcast(offset);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(S.MultiplyAdd(S.Subtract(S.Load(x + i), middle), by, plus), y + i);
        Scale(x + i, mean, factor, offset, y + i, length - i);
    }

    private static void Scale(float* x, float mean, float factor, float offset, float* y, int length)
    {
        for (int i = 0; i < length; i++)
            y[i] = (x[i] - mean) * factor + offset;
    }

    private static void AddGradient<S, V>(float* x, float mean, float inputFactor, float* dY, float gradientFactor, float offset, float* dX, int length)
        where S : struct, ILanes<V>
        where V : struct
    {
        V middle = S.Broadcast(mean), ofX = S.Broadcast(inputFactor), ofGradient = S.Broadcast(gradientFactor), plus = S.Broadcast(offset);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            V share = S.MultiplyAdd(S.Load(dY + i), ofGradient, S.MultiplyAdd(S.Subtract(S.Load(x + i), middle), ofX, plus));
            S.Store(S.Add(S.Load(dX + i), share), dX + i);
        }

        AddGradient(x + i, mean, inputFactor, dY + i, gradientFactor, offset, dX + i, length - i);
    }

    private static void AddGradient(float* x, float mean, float inputFactor, float* dY, float gradientFactor, float offset, float* dX, int length)
    {
        for (int i = 0; i < length; i++)
            dX[i] += dY[i] * gradientFactor + ((x[i] - mean) * inputFactor + offset);
    }
}
