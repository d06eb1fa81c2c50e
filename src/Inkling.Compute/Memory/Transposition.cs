using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Writes rows as columns, four by four.</summary>
internal static unsafe class Transposition
{
    private const int Quad = 4;

    /// <summary>to[column, row] = from[row, column].</summary>
    /// <param name="rows">Rows of what is read.</param>
    /// <param name="columns">Columns of it.</param>
    /// <param name="from">Read.</param>
    /// <param name="fromRow">Floats from one row of it to the next.</param>
    /// <param name="to">Written.</param>
    /// <param name="toRow">Floats from one row of it to the next.</param>
    public static void Write(int rows, int columns, float* from, nint fromRow, float* to, nint toRow)
    {
        int row = 0;
        for (; row <= rows - Quad; row += Quad, from += Quad * fromRow, to += Quad)
        {
            int column = 0;
            for (; column <= columns - Quad; column += Quad)
                WriteQuad(from + column, fromRow, to + column * toRow, toRow);
            for (int r = 0; r < Quad; r++)
                WriteRow(column, columns, from + r * fromRow, to + r, toRow);
        }

        for (; row < rows; row++, from += fromRow, to++)
            WriteRow(0, columns, from, to, toRow);
    }

    private static void WriteQuad(float* from, nint fromRow, float* to, nint toRow)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromRow), c = Vector128.Load(from + 2 * fromRow), d = Vector128.Load(from + 3 * fromRow);
        Vector128<float> ac = Quads128.InterleaveLow(a, c), bd = Quads128.InterleaveLow(b, d);
        Quads128.InterleaveLow(ac, bd).Store(to);
        Quads128.InterleaveHigh(ac, bd).Store(to + toRow);
        (ac, bd) = (Quads128.InterleaveHigh(a, c), Quads128.InterleaveHigh(b, d));
        Quads128.InterleaveLow(ac, bd).Store(to + 2 * toRow);
        Quads128.InterleaveHigh(ac, bd).Store(to + 3 * toRow);
    }

    private static void WriteRow(int first, int columns, float* from, float* to, nint toRow)
    {
        for (int column = first; column < columns; column++)
            to[column * toRow] = from[column];
    }
}
