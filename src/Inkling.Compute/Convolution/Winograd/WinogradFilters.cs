namespace Inkling.Compute;

/// <summary>The filters of a convolution by tiles, transformed: G·g·Gᵀ of every filter and channel.</summary>
internal static class WinogradFilters<T>
    where T : struct, IWinogradTile
{
    /// <summary>Writes them for each value of a tile as a matrix of filters by channels, in blocks of filters as the tiles of products read them.</summary>
    public static void Pack(in ConvolutionShape shape, Blocks blocks, ReadOnlySpan<float> weights, Span<float> packed)
    {
        int values = T.Size * T.Size, area = shape.FilterSize * shape.FilterSize;
        Span<double> transformed = stackalloc double[values];
        for (int block = 0; block < blocks.Count; block++)
        {
            int top = blocks.Start(block), height = blocks.Size(block);
            for (int k = top; k < top + height; k++)
            {
                for (int c = 0; c < shape.Channels; c++)
                {
                    Transform(shape.FilterSize, weights.Slice((k * shape.Channels + c) * area, area), transformed);
                    for (int value = 0; value < values; value++)
                        packed[(value * shape.Filters + top) * shape.Channels + c * height + k - top] = (float)transformed[value];
                }
            }
        }
    }

    private static void Transform(int size, ReadOnlySpan<float> filter, Span<double> transformed)
    {
        int n = T.Size;
        Span<double> half = stackalloc double[n * size];
        for (int i = 0; i < half.Length; i++)
        {
            double sum = 0;
            for (int y = 0; y < size; y++)
                sum += T.Filter[i / size * size + y] * filter[y * size + i % size];
            half[i] = sum;
        }

        for (int value = 0; value < transformed.Length; value++)
        {
            double sum = 0;
            for (int x = 0; x < size; x++)
                sum += half[value / n * size + x] * T.Filter[value % n * size + x];
            transformed[value] = sum;
        }
    }
}
