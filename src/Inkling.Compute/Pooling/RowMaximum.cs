namespace Inkling.Compute;

/// <summary>The vector path of <see cref="RowMaxPooling"/>: a register of neighbouring columns at a time.</summary>
/// <remarks>A row that is no multiple of the register ends with a register that overlaps the one before: the same outputs are written twice.</remarks>
internal static unsafe class RowMaximum<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <param name="windows">Rows of output, of all planes together.</param>
    /// <param name="width">Columns; at least a register.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <param name="windowsOfPlane">Rows of output of one plane: places are counted from its beginning.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="origin">The places.</param>
    public static void Forward(int windows, int width, int rows, int windowsOfPlane, float* x, float* y, int* origin)
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
