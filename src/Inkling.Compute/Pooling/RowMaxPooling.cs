namespace Inkling.Compute;

/// <summary>The largest value of each few rows, column by column, and the way back to where it stood: max pooling that keeps the width.</summary>
/// <remarks>
/// For networks that read along the columns, where a step must stay as fine as it is. Of equal values the first row's is taken. Allocation-free; safe
/// on any thread.
/// </remarks>
internal static unsafe class RowMaxPooling
{
    private const string Operation = "row max pooling";

    /// <summary>output[plane, r, x] = max of input[plane, r·rows … r·rows + rows − 1, x]; origin = where in the input plane it stood.</summary>
    /// <param name="planes">Images × channels.</param>
    /// <param name="height">H, input rows: a multiple of <paramref name="rows"/>.</param>
    /// <param name="width">W, columns.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <param name="input">[planes, H, W].</param>
    /// <param name="output">Overwritten: [planes, H / rows, W].</param>
    /// <param name="origin">Overwritten: for every output its index within the input plane.</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Forward(int planes, int height, int width, int rows, ReadOnlySpan<float> input, Span<float> output, Span<int> origin) =>
        Forward(SimdChoice.Current.Width, planes, height, width, rows, input, output, origin);

    internal static void Forward(
        SimdWidth simd, int planes, int height, int width, int rows, ReadOnlySpan<float> input, Span<float> output, Span<int> origin)
    {
        Check(planes, height, width, rows, nameof(input), input.Length, nameof(output), output.Length, origin.Length);

        // The vector paths keep places as floats, which are exact up to 2^24.
        var registers = (long)height * width <= 1 << 24 ? Vectorized.Filled(simd, width) : SimdWidth.Scalar;
        if (registers == SimdWidth.Scalar)
        {
            Reference(planes, height, width, rows, input, output, origin);
            return;
        }

        fixed (float* x = input, y = output)
        fixed (int* from = origin)
            Vectorized.Run(registers, new RowMaximum(planes * (height / rows), width, rows, height / rows, x, y, from));
    }

    /// <summary>inputGradient[plane, origin[plane, p]] += outputGradient[plane, p].</summary>
    /// <param name="planes">Images × channels.</param>
    /// <param name="height">H, input rows: a multiple of <paramref name="rows"/>.</param>
    /// <param name="width">W, columns.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <param name="outputGradient">[planes, H / rows, W].</param>
    /// <param name="origin">As the forward pass wrote it.</param>
    /// <param name="inputGradient">Added to: [planes, H, W].</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Backward(
        int planes, int height, int width, int rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient)
    {
        Check(planes, height, width, rows, nameof(inputGradient), inputGradient.Length, nameof(outputGradient), outputGradient.Length, origin.Length);
        int outputs = height / rows * width;
        for (int plane = 0; plane < planes; plane++)
        {
            var gradient = outputGradient.Slice(plane * outputs, outputs);
            var from = origin.Slice(plane * outputs, outputs);
            var sum = inputGradient.Slice(plane * height * width, height * width);
            for (int p = 0; p < gradient.Length; p++)
                sum[from[p]] += gradient[p];
        }
    }

    private static void Reference(int planes, int height, int width, int rows, ReadOnlySpan<float> input, Span<float> output, Span<int> origin)
    {
        for (int plane = 0, o = 0; plane < planes; plane++)
        {
            var x = input.Slice(plane * height * width, height * width);
            for (int top = 0; top < height; top += rows)
            {
                for (int column = 0; column < width; column++, o++)
                {
                    int best = (top * width) + column;
                    for (int row = top + 1; row < top + rows; row++)
                    {
                        // A NaN wins over everything, so that it is seen in the cost and not lost here.
                        if (x[(row * width) + column] is var value && !(x[best] >= value || float.IsNaN(x[best])))
                            best = (row * width) + column;
                    }

                    output[o] = x[best];
                    origin[o] = best;
                }
            }
        }
    }

    private static void Check(int planes, int height, int width, int rows, string full, int fullLength, string pooled, int pooledLength, int originLength)
    {
        if (height < 1 || width < 1 || rows < 1 || height % rows != 0)
            throw new ArgumentException($"{Operation}: expected positive extents and a height that is a multiple of the rows of a window, got {height}×{width} and {rows}");
        Extent.Check(Operation, full, fullLength, (long)planes * height * width);
        Extent.Check(Operation, pooled, pooledLength, (long)planes * (height / rows) * width);
        Extent.Check(Operation, "origin", originLength, (long)planes * (height / rows) * width);
    }
}
