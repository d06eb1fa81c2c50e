namespace Inkling.Compute;

/// <summary>Max pooling of any window as the definition says.</summary>
internal static class MaxPoolingReference
{
    public static void Forward(
        in PoolingShape shape, int planes, ReadOnlySpan<float> input, Span<float> output, Span<int> origin, int rowStep, int columnStep)
    {
        for (int plane = 0, o = 0; plane < planes; plane++)
        {
            var x = input.Slice(plane * shape.InputSize, shape.InputSize);
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                for (int column = 0; column < shape.OutputWidth; column++, o++)
                {
                    int best = Largest(shape, x, row, column);
                    output[o] = x[best];
                    origin[o] = best / shape.Width * rowStep + best % shape.Width * columnStep;
                }
            }
        }
    }

    private static int Largest(in PoolingShape shape, ReadOnlySpan<float> x, int row, int column)
    {
        var (top, bottom) = shape.Rows(row);
        var (left, right) = shape.Columns(column);
        int best = top * shape.Width + left;
        for (int i = top; i < bottom; i++)
        {
            for (int j = left; j < right; j++)
            {
                // A NaN wins over everything, so that it is seen in the cost and not lost here.
                if (x[i * shape.Width + j] is var value && (value > x[best] || float.IsNaN(value)))
                    best = i * shape.Width + j;
            }
        }

        return best;
    }
}
