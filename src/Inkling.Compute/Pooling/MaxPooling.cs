namespace Inkling.Compute;

/// <summary>The largest value of each window, and the way back to where it stood.</summary>
/// <remarks>Of equal values the first in reading order is taken, as libtorch does. Allocation-free; safe on any thread.</remarks>
internal static unsafe class MaxPooling
{
    /// <summary>output[plane, p] = max of the window at p; origin[plane, p] = where in the input plane it stood.</summary>
    /// <param name="shape">The extents of a plane.</param>
    /// <param name="planes">Images × channels.</param>
    /// <param name="input">[planes, H, W].</param>
    /// <param name="output">Overwritten: [planes, output height, output width].</param>
    /// <param name="origin">Overwritten: for every output its index within the input plane.</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Forward(in PoolingShape shape, int planes, ReadOnlySpan<float> input, Span<float> output, Span<int> origin) =>
        Forward(SimdChoice.Current.Width, shape, planes, input, output, origin);

    /// <summary>inputGradient[plane, origin[plane, p]] += outputGradient[plane, p].</summary>
    /// <param name="shape">The extents of a plane.</param>
    /// <param name="planes">Images × channels.</param>
    /// <param name="outputGradient">[planes, output height, output width].</param>
    /// <param name="origin">As <see cref="Forward(in PoolingShape, int, ReadOnlySpan{float}, Span{float}, Span{int})"/> wrote it.</param>
    /// <param name="inputGradient">Added to: [planes, H, W].</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Backward(
        in PoolingShape shape, int planes, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient)
    {
        shape.Check();
        Extent.Check(Operation, nameof(outputGradient), outputGradient.Length, (long)planes * shape.OutputSize);
        Extent.Check(Operation, nameof(origin), origin.Length, (long)planes * shape.OutputSize);
        Extent.Check(Operation, nameof(inputGradient), inputGradient.Length, (long)planes * shape.InputSize);
        for (int plane = 0; plane < planes; plane++)
        {
            var gradient = outputGradient.Slice(plane * shape.OutputSize, shape.OutputSize);
            var from = origin.Slice(plane * shape.OutputSize, gradient.Length);
            var sum = inputGradient.Slice(plane * shape.InputSize, shape.InputSize);
            for (int p = 0; p < gradient.Length; p++)
                sum[from[p]] += gradient[p];
        }
    }

    internal static void Forward(
        SimdWidth width, in PoolingShape shape, int planes, ReadOnlySpan<float> input, Span<float> output, Span<int> origin) =>
        Forward(width, shape, planes, input, output, origin, rowStep: shape.Width, columnStep: 1);

    /// <summary>With origins counted in steps of the caller's: row·<paramref name="rowStep"/> + column·<paramref name="columnStep"/>.</summary>
    internal static void Forward(
        SimdWidth width, in PoolingShape shape, int planes, ReadOnlySpan<float> input, Span<float> output, Span<int> origin, int rowStep, int columnStep)
    {
        shape.Check();
        Extent.Check(Operation, nameof(input), input.Length, (long)planes * shape.InputSize);
        Extent.Check(Operation, nameof(output), output.Length, (long)planes * shape.OutputSize);
        Extent.Check(Operation, nameof(origin), origin.Length, (long)planes * shape.OutputSize);

        // The halving window of nearly every network has its own kernel, in the widest registers that an output row fills. It keeps positions
        // as floats, which are exact up to 2^24.
        bool halving = shape is { Size: 2, Stride: 2, Padding: 0, CeilMode: false } && (long)shape.Height * rowStep <= 1 << 24;
        var registers = halving ? Vectorized.Filled(width, shape.OutputWidth) : SimdWidth.Scalar;
        if (registers == SimdWidth.Scalar)
        {
            MaxPoolingReference.Forward(shape, planes, input, output, origin, rowStep, columnStep);
            return;
        }

        fixed (float* x = input, y = output)
        fixed (int* from = origin)
            Vectorized.Run(registers, new MaxPoolingByTwo(shape, planes, x, y, from, rowStep, columnStep));
    }

    private const string Operation = "max pooling";
}
