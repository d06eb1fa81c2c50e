namespace Inkling.Compute;

/// <summary>The vector path of <see cref="RowMaxPooling"/>: a register of neighbouring columns at a time.</summary>
/// <remarks>A row that is no multiple of the register ends with a register that overlaps the one before: the same outputs are written twice.</remarks>
/// <param name="windows">Rows of output, of all planes together.</param>
/// <param name="width">Columns; at least a register.</param>
/// <param name="rows">Rows of a window.</param>
/// <param name="windowsOfPlane">Rows of output of one plane: places are counted from its beginning.</param>
/// <param name="x">The input.</param>
/// <param name="y">The output.</param>
/// <param name="origin">The places.</param>
internal readonly unsafe struct RowMaximum(int windows, int width, int rows, int windowsOfPlane, float* x, float* y, int* origin) : IVectorized
{
    public void Run<S, V>()
        where S : struct, ILanes<V>
        where V : struct => Forward<S, V>(windows, width, rows, windowsOfPlane, x, y, origin);

    private static void Forward<S, V>(int windows, int width, int rows, int windowsOfPlane, float* x, float* y, int* origin)
        where S : struct, ILanes<V>
        where V : struct
    {
        float* ramp = stackalloc float[S.Count];
        for (int i = 0; i < S.Count; i++)
            ramp[i] = i;
        V steps = S.Load(ramp);
        for (int window = 0; window < windows; window++, x += rows * width, y += width, origin += width)
        {
            int first = window % windowsOfPlane * rows * width;
            for (int column = 0; ; column += S.Count)
            {
                column = Math.Min(column, width - S.Count);
                V best = S.Load(x + column), where = S.Add(steps, S.Broadcast(first + column));
                for (int row = 1; row < rows; row++)
                {
                    V value = S.Load(x + (row * width) + column);
                    V keep = S.StaysMaximum(best, value);
                    best = S.Select(keep, best, value);
                    where = S.Select(keep, where, S.Add(steps, S.Broadcast(first + (row * width) + column)));
                }

                S.Store(best, y + column);
                S.StoreIntegers(where, origin + column);
                if (column == width - S.Count)
                    break;
            }
        }
    }
}
