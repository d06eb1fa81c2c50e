using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Max pooling of 2×2 windows, one register of outputs at a time.</summary>
/// <remarks>
/// Four registers hold the windows' upper left, upper right, lower left and lower right cells (even and odd columns of two rows); three
/// compare-and-select steps keep the value and, as a float, where it stood. A row that is no multiple of the register ends with a register
/// that overlaps the one before: the same outputs are written twice.
/// </remarks>
internal readonly unsafe struct MaxPoolingByTwo(PoolingShape shape, int planes, float* x, float* y, int* origin, int rowStep, int columnStep) : IVectorized
{
    public void Run<S, V>()
        where S : struct, ILanes<V>
        where V : struct => Forward<S, V>(shape, planes, x, y, origin, rowStep, columnStep);

    [SkipLocalsInit]
    private static void Forward<S, V>(in PoolingShape shape, int planes, float* x, float* y, int* origin, int rowStep, int columnStep)
        where S : struct, ILanes<V>
        where V : struct
    {
        int width = shape.Width, outputWidth = shape.OutputWidth, outputHeight = shape.OutputHeight;
        float* ramp = stackalloc float[2 * S.Count];
        for (int i = 0; i < 2 * S.Count; i++)
            ramp[i] = i * columnStep;

        // How far each window is from the first, in the order of lanes that the halving of a register leaves.
        V steps = S.Even(S.Load(ramp), S.Load(ramp + S.Count));
        for (int plane = 0; plane < planes; plane++, x += shape.InputSize)
        {
            for (int row = 0; row < outputHeight; row++, y += outputWidth, origin += outputWidth)
            {
                float* top = x + 2 * row * width;
                for (int column = 0; ; column += S.Count)
                {
                    column = Math.Min(column, outputWidth - S.Count);
                    int first = 2 * (row * rowStep + column * columnStep);
                    Register<S, V>(top + 2 * column, width, first, rowStep, columnStep, steps, y + column, origin + column);
                    if (column == outputWidth - S.Count)
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Register<S, V>(float* top, int width, int first, int rowStep, int columnStep, V steps, float* y, int* origin)
        where S : struct, ILanes<V>
        where V : struct
    {
        float* bottom = top + width;
        V a = S.Load(top), b = S.Load(top + S.Count), c = S.Load(bottom), d = S.Load(bottom + S.Count);
        V upperLeft = S.Even(a, b), upperRight = S.Odd(a, b), lowerLeft = S.Even(c, d), lowerRight = S.Odd(c, d);

        V best = upperLeft, where = S.Add(steps, S.Broadcast(first));
        Take<S, V>(upperRight, S.Add(steps, S.Broadcast(first + columnStep)), ref best, ref where);
        Take<S, V>(lowerLeft, S.Add(steps, S.Broadcast(first + rowStep)), ref best, ref where);
        Take<S, V>(lowerRight, S.Add(steps, S.Broadcast(first + rowStep + columnStep)), ref best, ref where);
        S.Store(S.InOrder(best), y);
        S.StoreIntegers(S.InOrder(where), origin);
    }

    // NaN counts as the largest, so that it reaches the cost and is seen there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<S, V>(V value, V at, ref V best, ref V where)
        where S : struct, ILanes<V>
        where V : struct
    {
        V keep = S.StaysMaximum(best, value);
        best = S.Select(keep, best, value);
        where = S.Select(keep, where, at);
    }
}
