using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>
/// The loops over one channel of all images, written once for every width; what fills no register is computed value by value. Sums are of one plane each, and then
/// over the planes: what rounding costs does not grow with the batch.
/// </summary>
internal static unsafe class ChannelLoops
{
    /// <summary>Where a channel lies: planes of <paramref name="Pixels"/> values, <paramref name="Step"/> values from one image to the next.</summary>
    public readonly record struct Planes(int Count, int Pixels, nint Step);

    /// <summary>Mean, and mean of the squared distances from it.</summary>
    public readonly struct Moments(float* x, Planes planes) : IVectorized<(float Mean, float Variance)>
    {
        public (float Mean, float Variance) Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            float sum = 0f, squares = 0f, values = (float)planes.Count * planes.Pixels;
            for (int n = 0; n < planes.Count; n++)
                sum += Sum<S, V>(x + n * planes.Step, planes.Pixels);
            float mean = sum / values;
            for (int n = 0; n < planes.Count; n++)
                squares += SquaredDistances<S, V>(x + n * planes.Step, planes.Pixels, mean);
            return (mean, squares / values);
        }

        private static float Sum<S, V>(float* x, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            V sum = S.Broadcast(0f);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
                sum = S.Add(sum, S.Load(x + i));
            return S.Sum(sum) + (i < length ? Sum<Lanes1, float>(x + i, length - i) : 0f);
        }

        private static float SquaredDistances<S, V>(float* x, int length, float mean)
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

            return S.Sum(sum) + (i < length ? SquaredDistances<Lanes1, float>(x + i, length - i, mean) : 0f);
        }
    }

    /// <summary>y = f(x).</summary>
    public readonly struct Applied(float* x, ChannelFunction f, float* y, Planes planes) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            for (int n = 0; n < planes.Count; n++)
                Apply<S, V>(x + n * planes.Step, f, y + n * planes.Step, planes.Pixels);
        }

        private static void Apply<S, V>(float* x, in ChannelFunction f, float* y, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            V mean = S.Broadcast(f.Mean), factor = S.Broadcast(f.Factor), offset = S.Broadcast(f.Offset), floor = S.Broadcast(f.Floor);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
            {
                V value = S.MultiplyAdd(S.Subtract(S.Load(x + i), mean), factor, offset);
                S.Store(S.Select(S.StaysMaximum(floor, value), floor, value), y + i);
            }

            if (i < length)
                Apply<Lanes1, float>(x + i, f, y + i, length - i);
        }
    }

    /// <summary>Σ dY and Σ dY·(x − mean), over the values that are above the floor.</summary>
    public readonly struct GradientSums(float* x, ChannelFunction f, float* dY, Planes planes) : IVectorized<(float Sum, float Product)>
    {
        public (float Sum, float Product) Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            var (sum, product) = (0f, 0f);
            for (int n = 0; n < planes.Count; n++)
            {
                var plane = Sums<S, V>(x + n * planes.Step, f, dY + n * planes.Step, planes.Pixels);
                (sum, product) = (sum + plane.Sum, product + plane.Product);
            }

            return (sum, product);
        }

        private static (float Sum, float Product) Sums<S, V>(float* x, in ChannelFunction f, float* dY, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            V mean = S.Broadcast(f.Mean), factor = S.Broadcast(f.Factor), offset = S.Broadcast(f.Offset), floor = S.Broadcast(f.Floor);
            V sum = S.Broadcast(0f), product = sum;
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
            {
                V distance = S.Subtract(S.Load(x + i), mean);
                V gradient = Passed<S, V>(S.MultiplyAdd(distance, factor, offset), floor, S.Load(dY + i));
                sum = S.Add(sum, gradient);
                product = S.MultiplyAdd(distance, gradient, product);
            }

            var rest = i < length ? Sums<Lanes1, float>(x + i, f, dY + i, length - i) : (0f, 0f);
            return (S.Sum(sum) + rest.Item1, S.Sum(product) + rest.Item2);
        }
    }

    /// <summary>dY = dY·gradientFactor + (x − mean)·inputFactor + offset, where dY counts as 0 at the floor.</summary>
    public readonly struct Gradients(float* x, ChannelFunction f, float gradientFactor, float inputFactor, float offset, float* dY, Planes planes) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct
        {
            for (int n = 0; n < planes.Count; n++)
                Change<S, V>(x + n * planes.Step, dY + n * planes.Step, planes.Pixels);
        }

        private void Change<S, V>(float* x, float* dY, int length)
            where S : struct, ILanes<V>
            where V : struct
        {
            V mean = S.Broadcast(f.Mean), factor = S.Broadcast(f.Factor), shift = S.Broadcast(f.Offset), floor = S.Broadcast(f.Floor);
            V ofGradient = S.Broadcast(gradientFactor), ofInput = S.Broadcast(inputFactor), plus = S.Broadcast(offset);
            int i = 0;
            for (; i <= length - S.Count; i += S.Count)
            {
                V distance = S.Subtract(S.Load(x + i), mean);
                V gradient = Passed<S, V>(S.MultiplyAdd(distance, factor, shift), floor, S.Load(dY + i));
                S.Store(S.MultiplyAdd(gradient, ofGradient, S.MultiplyAdd(distance, ofInput, plus)), dY + i);
            }

            if (i < length)
                Change<Lanes1, float>(x + i, dY + i, length - i);
        }
    }

    // The gradient where the value is above the floor, else 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Passed<S, V>(V value, V floor, V gradient)
        where S : struct, ILanes<V>
        where V : struct =>
        S.Select(S.StaysMaximum(floor, value), S.Broadcast(0f), gradient);
}
