using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>The inputs of a convolution by tiles, transformed: as many tiles at a time as a register has lanes.</summary>
internal static unsafe class WinogradInputs<S, V, Q, T>
    where S : struct, ILanes<V>
    where V : struct
    where Q : struct, IQuads<V>
    where T : struct, IWinogradTile
{
    private const int Quad = 4;

    private static int N => T.Size;

    private static int Lanes => S.Count;

    private static int Columns => 2 * Lanes;

    /// <summary>Bᵀ·d·B, channel by channel.</summary>
    /// <param name="channels">C.</param>
    /// <param name="planeSize">Floats from one padded plane to the next.</param>
    /// <param name="planeWidth">Floats from one row of it to the next.</param>
    /// <param name="padded">The planes.</param>
    /// <param name="quads">Where each quad of tiles begins in them.</param>
    /// <param name="transformed">Overwritten: a register of each value of the tiles and each channel.</param>
    /// <param name="step">From one value of the tiles to the next.</param>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(int channels, int planeSize, int planeWidth, float* padded, int* quads, float* transformed, nint step)
    {
        float* rows = stackalloc float[N * N * Lanes];
        for (int c = 0; c < channels; c++, padded += planeSize, transformed += Columns)
        {
            float* row = padded;
            for (int i = 0; i < N; i++, row += planeWidth)
            {
                Load(row, quads, out V d0, out V d1, out V d2, out V d3, out V d4, out V d5);
                T.Input<S, V>(ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);
                Store(d0, d1, d2, d3, d4, d5, rows + i * N * Lanes, Lanes);
            }

            for (int j = 0; j < N; j++)
            {
                float* column = rows + j * Lanes;
                nint next = N * Lanes;
                V d0 = S.Load(column), d1 = S.Load(column + next), d2 = S.Load(column + 2 * next), d3 = S.Load(column + 3 * next), d4 = d0, d5 = d0;
                if (N > 4)
                    (d4, d5) = (S.Load(column + 4 * next), S.Load(column + 5 * next));
                T.Input<S, V>(ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);
                Store(d0, d1, d2, d3, d4, d5, transformed + j * step, N * step);
            }
        }
    }

    // Of a row of the tiles, each value of theirs: d0 is the first of every tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* row, int* quads, out V d0, out V d1, out V d2, out V d3, out V d4, out V d5)
    {
        if (T.Outputs == 2)
        {
            V left = Q.Load(row, quads), middle = Q.Load(row + Quad, quads), right = Q.Load(row + 2 * Quad, quads);
            (d0, d1, d4, d5) = (Q.Even(left, middle), Q.Odd(left, middle), Q.Even(middle, right), Q.Odd(middle, right));
            (d2, d3) = (Q.Middle(d0, d4), Q.Middle(d1, d5));
            return;
        }

        (d0, d1, d2, d3) = (Q.Load(row, quads), Q.Load(row + Quad, quads), Q.Load(row + 2 * Quad, quads), Q.Load(row + 3 * Quad, quads));
        QuadTransposition<V, Q>.Apply(ref d0, ref d1, ref d2, ref d3);
        V behind = Q.Load(row + 4 * Quad, quads);
        (d4, d5) = (Q.Next(d0, behind), Q.Next(d1, Q.Odd(behind, behind)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V d0, V d1, V d2, V d3, V d4, V d5, float* to, nint step)
    {
        S.Store(d0, to);
        S.Store(d1, to + step);
        S.Store(d2, to + 2 * step);
        S.Store(d3, to + 3 * step);
        if (N > 4)
        {
            S.Store(d4, to + 4 * step);
            S.Store(d5, to + 5 * step);
        }
    }
}
