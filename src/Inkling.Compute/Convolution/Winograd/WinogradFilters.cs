using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The filters of a convolution by tiles, transformed: G·g·Gᵀ of every filter and channel, as many filters at a time as a register has lanes.</summary>
internal static unsafe class WinogradFilters<S, V, T>
    where S : struct, ILanes<V>
    where V : struct
    where T : struct, IWinogradTile
{
    /// <summary>Values of the largest tile.</summary>
    private const int MostValues = 36;

    private static int Lanes => S.Count;

    /// <summary>Writes them for each value of a tile as a matrix of filters by channels, in blocks of filters as the tiles of products read them.</summary>
    public static void Pack(in ConvolutionShape shape, Blocks blocks, ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed)
    {
        fixed (float* from = weights, to = packed)
        {
            for (int block = 0; block < blocks.Count; block++)
            {
                int top = blocks.Start(block), height = blocks.Size(block);
                for (int first = 0; first < height; first += Lanes)
                {
                    float* filters = from + (nint)(top + first) * layout.FilterStep, matrix = to + (nint)top * shape.Channels + first;
                    for (int c = 0; c < shape.Channels; c++)
                        Pack(shape, filters + (nint)c * layout.ChannelStep, layout, Math.Min(Lanes, height - first), matrix + (nint)c * height);
                }
            }
        }
    }

    [SkipLocalsInit]
    private static void Pack(in ConvolutionShape shape, float* filters, FilterLayout layout, int count, float* matrix)
    {
        float* cells = stackalloc float[MostValues * Lanes], half = stackalloc float[MostValues * Lanes];
        int size = shape.FilterSize, area = size * size, n = T.Size;
        for (int k = 0; k < Lanes; k++)
        {
            float* filter = filters + (nint)Math.Min(k, count - 1) * layout.FilterStep;
            for (int cell = 0; cell < area; cell++)
                cells[cell * Lanes + k] = filter[layout.IsTurned ? area - 1 - cell : cell];
        }

        for (int x = 0; x < size; x++)
            Transform(size, cells + x * Lanes, size, half + x * Lanes, size);
        for (int i = 0; i < n; i++)
            Transform(size, half + i * size * Lanes, 1, cells + i * n * Lanes, 1);

        nint step = (nint)shape.Filters * shape.Channels;
        for (int value = 0; value < n * n; value++)
            ShortCopy.Copy(cells + value * Lanes, matrix + value * step, count);
    }

    // G times a column of registers, which lie a step apart.
    private static void Transform(int size, float* from, int fromStep, float* to, int toStep)
    {
        for (int i = 0; i < T.Size; i++)
        {
            V sum = S.Broadcast(0f);
            for (int j = 0; j < size; j++)
                sum = S.MultiplyAdd(S.Broadcast((float)T.Filter[i * size + j]), S.Load(from + j * fromStep * Lanes), sum);
            S.Store(sum, to + i * toStep * Lanes);
        }
    }
}
