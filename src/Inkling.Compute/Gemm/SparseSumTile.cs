using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>
/// The micro-kernel for sums of few rows among many: a tile of up to 15 registers is the sum over a list of (value, offset) of value × what
/// lies at the offset.
/// </summary>
/// <remarks>
/// 15 sums and one factor are the 16 registers of AVX2. Where a row is short, several rows a fixed distance apart make up the tile, so that
/// enough sums are on the way at once. Each entry costs one broadcast, and each register one multiply-add that reads its operand from memory.
/// </remarks>
internal static unsafe class SparseSumTile<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>The most registers of a row.</summary>
    public const int MaxVectors = 15;

    /// <summary>sums[r, v] += Σ values[t] · source[offsets[t] + r·sourceRow + v·lanes] for r &lt; rows, v &lt; vectors.</summary>
    public static void Run(
        int rows, int vectors, int count, float* values, int* offsets, float* source, nint sourceRow, float* sums, nint sumsRow)
    {
        switch (vectors)
        {
            case 1: RunInGroups<Rows1>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 2: RunInGroups<Rows2>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 3: Run<Rows1, Rows3>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 4: Run<Rows1, Rows4>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 5: Run<Rows1, Rows5>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 6: Run<Rows1, Rows6>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 7: Run<Rows1, Rows7>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 8: Run<Rows1, Rows8>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 9: Run<Rows1, Rows9>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 10: Run<Rows1, Rows10>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 11: Run<Rows1, Rows11>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 12: Run<Rows1, Rows12>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 13: Run<Rows1, Rows13>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 14: Run<Rows1, Rows14>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            case 15: Run<Rows1, Rows15>(rows, count, values, offsets, source, sourceRow, sums, sumsRow); break;
            default: throw new ArgumentOutOfRangeException(nameof(vectors), vectors, $"expected 1..{MaxVectors}");
        }
    }

    // Rows of one or two registers are taken five or three at a time, and what is left singly: filters of 5 and 3 rows are the usual ones.
    private static void RunInGroups<J>(int rows, int count, float* values, int* offsets, float* source, nint sourceRow, float* sums, nint sumsRow)
        where J : struct, IRows
    {
        int grouped = rows % 5 == 0 ? rows : rows / 3 * 3;
        if (rows % 5 == 0)
            Run<Rows5, J>(grouped, count, values, offsets, source, sourceRow, sums, sumsRow);
        else
            Run<Rows3, J>(grouped, count, values, offsets, source, sourceRow, sums, sumsRow);
        Run<Rows1, J>(rows - grouped, count, values, offsets, source + grouped * sourceRow, sourceRow, sums + grouped * sumsRow, sumsRow);
    }

    // Sum i of the tile is register i mod J of row i / J; all of that is constant per pair of R and J.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<R, J>(int rows, int count, float* values, int* offsets, float* source, nint sourceRow, float* sums, nint sumsRow)
        where R : struct, IRows
        where J : struct, IRows
    {
        for (int row = 0; row < rows; row += R.Count, source += R.Count * sourceRow, sums += R.Count * sumsRow)
        {
            V zero = S.Broadcast(0f);
            V s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
            V s8 = zero, s9 = zero, s10 = zero, s11 = zero, s12 = zero, s13 = zero, s14 = zero;
            for (int t = 0; t < count; t++)
            {
                V g = S.Broadcast(values[t]);
                float* p = source + offsets[t];
                s0 = S.MultiplyAdd(g, S.Load(p), s0);
                if (R.Count * J.Count > 1)
                    s1 = S.MultiplyAdd(g, S.Load(p + 1 / J.Count * sourceRow + 1 % J.Count * S.Count), s1);
                if (R.Count * J.Count > 2)
                    s2 = S.MultiplyAdd(g, S.Load(p + 2 / J.Count * sourceRow + 2 % J.Count * S.Count), s2);
                if (R.Count * J.Count > 3)
                    s3 = S.MultiplyAdd(g, S.Load(p + 3 / J.Count * sourceRow + 3 % J.Count * S.Count), s3);
                if (R.Count * J.Count > 4)
                    s4 = S.MultiplyAdd(g, S.Load(p + 4 / J.Count * sourceRow + 4 % J.Count * S.Count), s4);
                if (R.Count * J.Count > 5)
                    s5 = S.MultiplyAdd(g, S.Load(p + 5 / J.Count * sourceRow + 5 % J.Count * S.Count), s5);
                if (R.Count * J.Count > 6)
                    s6 = S.MultiplyAdd(g, S.Load(p + 6 / J.Count * sourceRow + 6 % J.Count * S.Count), s6);
                if (R.Count * J.Count > 7)
                    s7 = S.MultiplyAdd(g, S.Load(p + 7 / J.Count * sourceRow + 7 % J.Count * S.Count), s7);
                if (R.Count * J.Count > 8)
                    s8 = S.MultiplyAdd(g, S.Load(p + 8 / J.Count * sourceRow + 8 % J.Count * S.Count), s8);
                if (R.Count * J.Count > 9)
                    s9 = S.MultiplyAdd(g, S.Load(p + 9 / J.Count * sourceRow + 9 % J.Count * S.Count), s9);
                if (R.Count * J.Count > 10)
                    s10 = S.MultiplyAdd(g, S.Load(p + 10 / J.Count * sourceRow + 10 % J.Count * S.Count), s10);
                if (R.Count * J.Count > 11)
                    s11 = S.MultiplyAdd(g, S.Load(p + 11 / J.Count * sourceRow + 11 % J.Count * S.Count), s11);
                if (R.Count * J.Count > 12)
                    s12 = S.MultiplyAdd(g, S.Load(p + 12 / J.Count * sourceRow + 12 % J.Count * S.Count), s12);
                if (R.Count * J.Count > 13)
                    s13 = S.MultiplyAdd(g, S.Load(p + 13 / J.Count * sourceRow + 13 % J.Count * S.Count), s13);
                if (R.Count * J.Count > 14)
                    s14 = S.MultiplyAdd(g, S.Load(p + 14 / J.Count * sourceRow + 14 % J.Count * S.Count), s14);
            }

            Add<R, J>(s0, 0, sums, sumsRow);
            Add<R, J>(s1, 1, sums, sumsRow);
            Add<R, J>(s2, 2, sums, sumsRow);
            Add<R, J>(s3, 3, sums, sumsRow);
            Add<R, J>(s4, 4, sums, sumsRow);
            Add<R, J>(s5, 5, sums, sumsRow);
            Add<R, J>(s6, 6, sums, sumsRow);
            Add<R, J>(s7, 7, sums, sumsRow);
            Add<R, J>(s8, 8, sums, sumsRow);
            Add<R, J>(s9, 9, sums, sumsRow);
            Add<R, J>(s10, 10, sums, sumsRow);
            Add<R, J>(s11, 11, sums, sumsRow);
            Add<R, J>(s12, 12, sums, sumsRow);
            Add<R, J>(s13, 13, sums, sumsRow);
            Add<R, J>(s14, 14, sums, sumsRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<R, J>(V sum, int i, float* sums, nint sumsRow)
        where R : struct, IRows
        where J : struct, IRows
    {
        if (i >= R.Count * J.Count)
            return;

        float* destination = sums + i / J.Count * sumsRow + i % J.Count * S.Count;
        S.Store(S.Add(S.Load(destination), sum), destination);
    }
}
