namespace Inkling.Compute;

/// <summary>The sum of each window over its cells inside the image, divided by a function of their number.</summary>
/// <remarks>Allocation-free; safe on any thread. No network here spends noticeable time in it, so the reference is the only path.</remarks>
internal static class SumPooling
{
    /// <summary>output[plane, p] = Σ window / divisor of its cells inside the image.</summary>
    /// <param name="shape">The extents of a plane.</param>
    /// <param name="divisor">What to divide by.</param>
    /// <param name="planes">Images × channels.</param>
    /// <param name="input">[planes, H, W].</param>
    /// <param name="output">Overwritten: [planes, output height, output width].</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Forward(in PoolingShape shape, PoolingDivisor divisor, int planes, ReadOnlySpan<float> input, Span<float> output)
    {
        Check(shape, planes, nameof(input), input.Length, nameof(output), output.Length);
        for (int plane = 0, o = 0; plane < planes; plane++)
        {
            var x = input.Slice(plane * shape.InputSize, shape.InputSize);
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                for (int column = 0; column < shape.OutputWidth; column++, o++)
                {
                    var (top, bottom) = shape.Rows(row);
                    var (left, right) = shape.Columns(column);
                    float sum = 0f;
                    for (int i = top; i < bottom; i++)
                    {
                        for (int j = left; j < right; j++)
                            sum += x[i * shape.Width + j];
                    }

                    output[o] = sum / Number(divisor, (bottom - top) * (right - left));
                }
            }
        }
    }

    /// <summary>Adds to every input of window p its share, outputGradient[plane, p] / divisor.</summary>
    /// <param name="shape">The extents of a plane.</param>
    /// <param name="divisor">What was divided by.</param>
    /// <param name="planes">Images × channels.</param>
    /// <param name="outputGradient">[planes, output height, output width].</param>
    /// <param name="inputGradient">Added to: [planes, H, W].</param>
    /// <exception cref="ArgumentException">An extent is wrong or a span too short.</exception>
    public static void Backward(in PoolingShape shape, PoolingDivisor divisor, int planes, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        Check(shape, planes, nameof(inputGradient), inputGradient.Length, nameof(outputGradient), outputGradient.Length);
        for (int plane = 0, o = 0; plane < planes; plane++)
        {
            var dX = inputGradient.Slice(plane * shape.InputSize, shape.InputSize);
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                for (int column = 0; column < shape.OutputWidth; column++, o++)
                {
                    var (top, bottom) = shape.Rows(row);
                    var (left, right) = shape.Columns(column);
                    float share = outputGradient[o] / Number(divisor, (bottom - top) * (right - left));
                    for (int i = top; i < bottom; i++)
                    {
                        for (int j = left; j < right; j++)
                            dX[i * shape.Width + j] += share;
                    }
                }
            }
        }
    }

    private static float Number(PoolingDivisor divisor, int cells) => divisor switch
    {
        PoolingDivisor.Cells => cells,
        PoolingDivisor.RootOfCells => MathF.Sqrt(cells),
        _ => 1f,
    };

    private static void Check(in PoolingShape shape, int planes, string input, int inputLength, string output, int outputLength)
    {
        shape.Check();
        Extent.Check("sum pooling", input, inputLength, (long)planes * shape.InputSize);
        Extent.Check("sum pooling", output, outputLength, (long)planes * shape.OutputSize);
    }
}
