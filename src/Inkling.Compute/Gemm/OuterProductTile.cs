using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>
/// The micro-kernel for products whose result runs along the lanes: a tile of C, up to 14 rows by two registers, is the sum over k of
/// (column k of A) × (row k of B).
/// </summary>
/// <remarks>
/// <para>All accumulators are locals and stay in registers: 6 rows × 2 = 12 of the 16 registers of AVX2, 14 × 2 = 28 of the 32 of AVX-512.
/// Each k costs two loads of B and a broadcast per row of A, and keeps both multiply-add units busy. That is why the body is long: an array
/// of accumulators would live in memory.</para>
/// <para>The rows of B are found through a table, so B may be a matrix, or patches read where they lie in an image.</para>
/// </remarks>
internal static unsafe class OuterProductTile<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>The most rows a tile can have without spilling accumulators to memory.</summary>
    public static int MaxRows => S.Count == 16 ? 14 : 6;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Rows of C in this tile, 1..<see cref="MaxRows"/>.</param>
    /// <param name="depth">How many k are summed over.</param>
    /// <param name="a">A[k][row]: the rows of one k lie side by side.</param>
    /// <param name="aStep">From one k to the next in A.</param>
    /// <param name="b">Where the first register's column of B begins.</param>
    /// <param name="bRows">Offset of each row k from <paramref name="b"/>.</param>
    /// <param name="bSecond">From the first register's column to the second's in B.</param>
    /// <param name="c">The tile's corner in C.</param>
    /// <param name="cRow">From one row of C to the next.</param>
    /// <param name="cSecond">From the first register's column to the second's in C.</param>
    /// <param name="target">What happens to the values that C holds.</param>
    /// <param name="start">What the sums of each row begin with (a bias), or null for zero.</param>
    public static void Run(
        int rows, int depth, float* a, nint aStep, float* b, int* bRows, nint bSecond, float* c, nint cRow, nint cSecond, TileTarget target, float* start = null) =>
        Run<Rows2>(rows, depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start);

    /// <summary>The same of a tile that is one register wide.</summary>
    public static void RunHalf(int rows, int depth, float* a, nint aStep, float* b, int* bRows, float* c, nint cRow, TileTarget target) =>
        Run<Rows1>(rows, depth, a, aStep, b, bRows, 0, c, cRow, 0, target, null);

    private static void Run<C>(
        int rows, int depth, float* a, nint aStep, float* b, int* bRows, nint bSecond, float* c, nint cRow, nint cSecond, TileTarget target, float* start)
        where C : struct, IRows
    {
        switch (rows)
        {
            case 1: Run<Rows1, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 2: Run<Rows2, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 3: Run<Rows3, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 4: Run<Rows4, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 5: Run<Rows5, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 6: Run<Rows6, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            default: RunTall<C>(rows, depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
        }
    }

    // Apart, and behind a size that the compiler knows before it looks at what is called: a program that is compiled beforehand has these only for registers
    // that have room for them.
    private static void RunTall<C>(
        int rows, int depth, float* a, nint aStep, float* b, int* bRows, nint bSecond, float* c, nint cRow, nint cSecond, TileTarget target, float* start)
        where C : struct, IRows
    {
        if (Unsafe.SizeOf<V>() < 64)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"expected 1..{MaxRows}");

        switch (rows)
        {
            case 7: Run<Rows7, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 8: Run<Rows8, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 9: Run<Rows9, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 10: Run<Rows10, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 11: Run<Rows11, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 12: Run<Rows12, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 13: Run<Rows13, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            case 14: Run<Rows14, C>(depth, a, aStep, b, bRows, bSecond, c, cRow, cSecond, target, start); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, $"expected 1..{MaxRows}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<R, C>(
        int depth, float* a, nint aStep, float* b, int* bRows, nint bSecond, float* c, nint cRow, nint cSecond, TileTarget target, float* start)
        where R : struct, IRows
        where C : struct, IRows
    {
        V zero = S.Broadcast(0f);
        V c00 = zero, c01 = zero;
        V c10 = zero, c11 = zero;
        V c20 = zero, c21 = zero;
        V c30 = zero, c31 = zero;
        V c40 = zero, c41 = zero;
        V c50 = zero, c51 = zero;
        V c60 = zero, c61 = zero;
        V c70 = zero, c71 = zero;
        V c80 = zero, c81 = zero;
        V c90 = zero, c91 = zero;
        V cA0 = zero, cA1 = zero;
        V cB0 = zero, cB1 = zero;
        V cC0 = zero, cC1 = zero;
        V cD0 = zero, cD1 = zero;

        if (start != null)
        {
            c00 = c01 = S.Broadcast(start[0]);
            if (R.Count > 1)
                c10 = c11 = S.Broadcast(start[1]);
            if (R.Count > 2)
                c20 = c21 = S.Broadcast(start[2]);
            if (R.Count > 3)
                c30 = c31 = S.Broadcast(start[3]);
            if (R.Count > 4)
                c40 = c41 = S.Broadcast(start[4]);
            if (R.Count > 5)
                c50 = c51 = S.Broadcast(start[5]);
            if (R.Count > 6)
                c60 = c61 = S.Broadcast(start[6]);
            if (R.Count > 7)
                c70 = c71 = S.Broadcast(start[7]);
            if (R.Count > 8)
                c80 = c81 = S.Broadcast(start[8]);
            if (R.Count > 9)
                c90 = c91 = S.Broadcast(start[9]);
            if (R.Count > 10)
                cA0 = cA1 = S.Broadcast(start[10]);
            if (R.Count > 11)
                cB0 = cB1 = S.Broadcast(start[11]);
            if (R.Count > 12)
                cC0 = cC1 = S.Broadcast(start[12]);
            if (R.Count > 13)
                cD0 = cD1 = S.Broadcast(start[13]);
        }

        float* ak = a;
        for (int k = 0; k < depth; k++, ak += aStep)
        {
            float* bk = b + bRows[k];
            V b0 = S.Load(bk), b1 = C.Count > 1 ? S.Load(bk + bSecond) : zero;
            Add<C>(ak[0], b0, b1, ref c00, ref c01);
            if (R.Count > 1)
                Add<C>(ak[1], b0, b1, ref c10, ref c11);
            if (R.Count > 2)
                Add<C>(ak[2], b0, b1, ref c20, ref c21);
            if (R.Count > 3)
                Add<C>(ak[3], b0, b1, ref c30, ref c31);
            if (R.Count > 4)
                Add<C>(ak[4], b0, b1, ref c40, ref c41);
            if (R.Count > 5)
                Add<C>(ak[5], b0, b1, ref c50, ref c51);
            if (R.Count > 6)
                Add<C>(ak[6], b0, b1, ref c60, ref c61);
            if (R.Count > 7)
                Add<C>(ak[7], b0, b1, ref c70, ref c71);
            if (R.Count > 8)
                Add<C>(ak[8], b0, b1, ref c80, ref c81);
            if (R.Count > 9)
                Add<C>(ak[9], b0, b1, ref c90, ref c91);
            if (R.Count > 10)
                Add<C>(ak[10], b0, b1, ref cA0, ref cA1);
            if (R.Count > 11)
                Add<C>(ak[11], b0, b1, ref cB0, ref cB1);
            if (R.Count > 12)
                Add<C>(ak[12], b0, b1, ref cC0, ref cC1);
            if (R.Count > 13)
                Add<C>(ak[13], b0, b1, ref cD0, ref cD1);
        }

        Write<C>(c00, c01, c, cSecond, target);
        if (R.Count > 1)
            Write<C>(c10, c11, c + 1 * cRow, cSecond, target);
        if (R.Count > 2)
            Write<C>(c20, c21, c + 2 * cRow, cSecond, target);
        if (R.Count > 3)
            Write<C>(c30, c31, c + 3 * cRow, cSecond, target);
        if (R.Count > 4)
            Write<C>(c40, c41, c + 4 * cRow, cSecond, target);
        if (R.Count > 5)
            Write<C>(c50, c51, c + 5 * cRow, cSecond, target);
        if (R.Count > 6)
            Write<C>(c60, c61, c + 6 * cRow, cSecond, target);
        if (R.Count > 7)
            Write<C>(c70, c71, c + 7 * cRow, cSecond, target);
        if (R.Count > 8)
            Write<C>(c80, c81, c + 8 * cRow, cSecond, target);
        if (R.Count > 9)
            Write<C>(c90, c91, c + 9 * cRow, cSecond, target);
        if (R.Count > 10)
            Write<C>(cA0, cA1, c + 10 * cRow, cSecond, target);
        if (R.Count > 11)
            Write<C>(cB0, cB1, c + 11 * cRow, cSecond, target);
        if (R.Count > 12)
            Write<C>(cC0, cC1, c + 12 * cRow, cSecond, target);
        if (R.Count > 13)
            Write<C>(cD0, cD1, c + 13 * cRow, cSecond, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<C>(float a, V b0, V b1, ref V c0, ref V c1)
        where C : struct, IRows
    {
        V value = S.Broadcast(a);
        c0 = S.MultiplyAdd(value, b0, c0);
        if (C.Count > 1)
            c1 = S.MultiplyAdd(value, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<C>(V first, V second, float* c, nint cSecond, TileTarget target)
        where C : struct, IRows
    {
        if (target == TileTarget.Accumulate)
            first = S.Add(S.Load(c), first);
        S.Store(first, c);
        if (C.Count > 1)
        {
            if (target == TileTarget.Accumulate)
                second = S.Add(S.Load(c + cSecond), second);
            S.Store(second, c + cSecond);
        }
    }
}
