using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The outputs of a convolution by tiles, transformed back: as many tiles at a time as a register has lanes.</summary>
/// <param name="filters">K.</param>
/// <param name="width">Columns of an output plane.</param>
/// <param name="size">Floats from one output plane to the next.</param>
/// <param name="step">From the sums of one value of the tiles to those of the next.</param>
/// <param name="pooling">What of the outputs is given.</param>
internal sealed unsafe class WinogradOutputs<S, V, Q, T>(int filters, int width, int size, nint step, TilePooling pooling)
    where S : struct, ILanes<V>
    where V : struct
    where Q : struct, IQuads<V>
    where T : struct, IWinogradTile
{
    private const int Quad = 4;

    private static int M => T.Outputs;

    private static int N => T.Size;

    private static int Lanes => S.Count;

    private static int Columns => 2 * Lanes;

    private bool PoolsRows => pooling != TilePooling.None;

    private bool PoolsColumns => pooling == TilePooling.Both;

    /// <summary>Aᵀ·m·A with the bias, rectified and pooled, filter by filter.</summary>
    /// <param name="sums">A register of each value of the tiles and each filter.</param>
    /// <param name="bias">[K].</param>
    /// <param name="rectifies">Whether negative outputs become 0.</param>
    /// <param name="places">Where the outputs of each quad of tiles go.</param>
    /// <param name="quads">How many quads there are.</param>
    /// <param name="output">Overwritten there.</param>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Transform(float* sums, float* bias, bool rectifies, QuadPlace* places, int quads, float* output)
    {
        V least = S.Broadcast(rectifies ? 0f : float.NegativeInfinity);
        float* rows = stackalloc float[M * N * Lanes], pixels = stackalloc float[4 * Lanes];
        int rowStep = N * Lanes, given = PoolsRows ? M / 2 : M;
        for (int k = 0; k < filters; k++, sums += Columns, output += size)
        {
            V start = S.Broadcast(bias[k]);
            V a = start, b = start, c = start, d = start, belowA = start, belowB = start, belowC = start, belowD = start;
            if (M == 2)
            {
                // The sums of all columns stay in registers.
                TransformColumn(sums, step, out V a0, out V b0, out _, out _);
                TransformColumn(sums + step, step, out V a1, out V b1, out _, out _);
                TransformColumn(sums + 2 * step, step, out V a2, out V b2, out _, out _);
                TransformColumn(sums + 3 * step, step, out V a3, out V b3, out _, out _);
                V a4 = a0, a5 = a0, b4 = b0, b5 = b0;
                if (N > 4)
                {
                    TransformColumn(sums + 4 * step, step, out a4, out b4, out _, out _);
                    TransformColumn(sums + 5 * step, step, out a5, out b5, out _, out _);
                }

                T.Output<S, V>(a0, a1, a2, a3, a4, a5, out a, out b, out _, out _);
                T.Output<S, V>(b0, b1, b2, b3, b4, b5, out belowA, out belowB, out _, out _);
            }
            else
            {
                for (int j = 0; j < N; j++)
                {
                    TransformColumn(sums + j * step, step, out V first, out V second, out V third, out V fourth);
                    float* column = rows + j * Lanes;
                    S.Store(first, column);
                    S.Store(second, column + rowStep);
                    S.Store(third, column + 2 * rowStep);
                    S.Store(fourth, column + 3 * rowStep);
                }
            }

            // Rows are stored at one place of the code, whether they are pooled or not: what is written out here is compiled anew for every register and tile.
            float* next = rows;
            for (int row = 0; row < given; row++)
            {
                if (M > 2)
                {
                    TransformRow(next, out a, out b, out c, out d);
                    next += rowStep;
                    if (PoolsRows)
                    {
                        TransformRow(next, out belowA, out belowB, out belowC, out belowD);
                        next += rowStep;
                    }
                }
                else if (row > 0)
                {
                    (a, b) = (belowA, belowB);
                }

                if (PoolsRows)
                    (a, b, c, d) = (Most(a, belowA), Most(b, belowB), Most(c, belowC), Most(d, belowD));
                StoreRow(row, a, b, c, d, start, least, pixels, places, quads, output);
            }
        }
    }

    // Sums of one column of the tiles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(float* m, nint step, out V first, out V second, out V third, out V fourth)
    {
        nint next = N * step;
        V m0 = S.Load(m), m4 = m0, m5 = m0;
        if (N > 4)
            (m4, m5) = (S.Load(m + 4 * next), S.Load(m + 5 * next));
        T.Output<S, V>(m0, S.Load(m + next), S.Load(m + 2 * next), S.Load(m + 3 * next), m4, m5, out first, out second, out third, out fourth);
    }

    // Of one row of the tiles, whose columns are summed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformRow(float* m, out V first, out V second, out V third, out V fourth) =>
        T.Output<S, V>(
            S.Load(m), S.Load(m + Lanes), S.Load(m + 2 * Lanes), S.Load(m + 3 * Lanes), S.Load(m + 4 * Lanes), S.Load(m + 5 * Lanes),
            out first, out second, out third, out fourth);

    // The pixels of a tile side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreRow(int row, V a, V b, V c, V d, V start, V least, float* pixels, QuadPlace* places, int quads, float* output)
    {
        int columns = M;
        if (PoolsColumns)
        {
            (a, b) = (Most(a, b), M > 2 ? Most(c, d) : a);
            columns /= 2;
        }

        // What is largest stays so, whatever is added to all.
        a = Most(S.Add(a, start), least);
        if (columns > 1)
            b = Most(S.Add(b, start), least);
        if (columns > 2)
            (c, d) = (Most(S.Add(c, start), least), Most(S.Add(d, start), least));
        if (columns == 2)
            (a, b) = (Q.InterleaveLow(a, b), Q.InterleaveHigh(a, b));
        else if (columns == 4)
            QuadTransposition<V, Q>.Apply(ref a, ref b, ref c, ref d);
        S.Store(a, pixels);
        if (columns > 1)
            S.Store(b, pixels + Lanes);
        if (columns > 2)
        {
            S.Store(c, pixels + 2 * Lanes);
            S.Store(d, pixels + 3 * Lanes);
        }

        for (int q = 0; q < quads; q++)
            places[q].Store(row, pixels + q * Quad, Lanes, output, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Most(V a, V b) => S.Select(S.StaysMaximum(a, b), a, b);
}
