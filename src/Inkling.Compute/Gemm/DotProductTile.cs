using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>
/// The micro-kernel for products that sum along the lanes: C[r, j] += Σ_p A[r, p]·B[j, p], a tile of up to 4 rows of A by 3 rows of B.
/// </summary>
/// <remarks>
/// Both operands are read along p, which is how matrices with the summed dimension last, and images, lie in memory; nothing is packed. The
/// 12 partial sums stay in registers (12 + 3 of B + 1 of A = the 16 registers of AVX2) and are added over their lanes only once, at the end.
/// The steps over p come in equal groups, so that the images of a batch, or the blocks of a long row, follow each other within one tile.
/// </remarks>
internal static unsafe class DotProductTile<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    public const int MaxRows = 4;
    public const int MaxColumns = 3;

    /// <summary>Adds one tile to C.</summary>
    /// <param name="rows">Rows of A, 1..4.</param>
    /// <param name="columns">Rows of B, that is columns of C, 1..3.</param>
    /// <param name="groups">How many groups of steps.</param>
    /// <param name="aGroup">From one group to the next in A.</param>
    /// <param name="bGroup">From one group to the next in B.</param>
    /// <param name="steps">Steps of one register in a group.</param>
    /// <param name="bSteps">Offset of each step in B; in A the steps lie side by side.</param>
    /// <param name="a">The first row of A.</param>
    /// <param name="aRow">From one row of A to the next.</param>
    /// <param name="b">What <paramref name="bRows"/> counts from.</param>
    /// <param name="bRows">Offset of each row of B.</param>
    /// <param name="c">The tile's corner in C.</param>
    /// <param name="cRow">From one row of C to the next; its columns lie side by side.</param>
    public static void Run(
        int rows, int columns, int groups, nint aGroup, nint bGroup, int steps, int* bSteps,
        float* a, nint aRow, float* b, int* bRows, float* c, nint cRow)
    {
        switch (rows)
        {
            case 1: Run<Rows1>(columns, groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            case 2: Run<Rows2>(columns, groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            case 3: Run<Rows3>(columns, groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            case 4: Run<Rows4>(columns, groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, "expected 1..4");
        }
    }

    private static void Run<R>(
        int columns, int groups, nint aGroup, nint bGroup, int steps, int* bSteps,
        float* a, nint aRow, float* b, int* bRows, float* c, nint cRow)
        where R : struct, IRows
    {
        switch (columns)
        {
            case 1: Run<R, Rows1>(groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            case 2: Run<R, Rows2>(groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            case 3: Run<R, Rows3>(groups, aGroup, bGroup, steps, bSteps, a, aRow, b, bRows, c, cRow); break;
            default: throw new ArgumentOutOfRangeException(nameof(columns), columns, "expected 1..3");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<R, J>(
        int groups, nint aGroup, nint bGroup, int steps, int* bSteps, float* a, nint aRow, float* b, int* bRows, float* c, nint cRow)
        where R : struct, IRows
        where J : struct, IRows
    {
        V zero = S.Broadcast(0f);
        V s00 = zero, s01 = zero, s02 = zero;
        V s10 = zero, s11 = zero, s12 = zero;
        V s20 = zero, s21 = zero, s22 = zero;
        V s30 = zero, s31 = zero, s32 = zero;

        float* bFirst = b + bRows[0];
        nint toSecond = J.Count > 1 ? bRows[1] - bRows[0] : 0;
        nint toThird = J.Count > 2 ? bRows[2] - bRows[0] : 0;
        for (int group = 0; group < groups; group++)
        {
            float* ap = a + group * aGroup;
            float* bStart = bFirst + group * bGroup;
            for (int step = 0; step < steps; step++, ap += S.Count)
            {
                float* bp = bStart + bSteps[step];
                V b0 = S.Load(bp);
                V b1 = J.Count > 1 ? S.Load(bp + toSecond) : zero;
                V b2 = J.Count > 2 ? S.Load(bp + toThird) : zero;

                V a0 = S.Load(ap);
                s00 = S.MultiplyAdd(a0, b0, s00);
                if (J.Count > 1)
                    s01 = S.MultiplyAdd(a0, b1, s01);
                if (J.Count > 2)
                    s02 = S.MultiplyAdd(a0, b2, s02);

                if (R.Count > 1)
                {
                    V a1 = S.Load(ap + aRow);
                    s10 = S.MultiplyAdd(a1, b0, s10);
                    if (J.Count > 1)
                        s11 = S.MultiplyAdd(a1, b1, s11);
                    if (J.Count > 2)
                        s12 = S.MultiplyAdd(a1, b2, s12);
                }

                if (R.Count > 2)
                {
                    V a2 = S.Load(ap + 2 * aRow);
                    s20 = S.MultiplyAdd(a2, b0, s20);
                    if (J.Count > 1)
                        s21 = S.MultiplyAdd(a2, b1, s21);
                    if (J.Count > 2)
                        s22 = S.MultiplyAdd(a2, b2, s22);
                }

                if (R.Count > 3)
                {
                    V a3 = S.Load(ap + 3 * aRow);
                    s30 = S.MultiplyAdd(a3, b0, s30);
                    if (J.Count > 1)
                        s31 = S.MultiplyAdd(a3, b1, s31);
                    if (J.Count > 2)
                        s32 = S.MultiplyAdd(a3, b2, s32);
                }
            }
        }

        Add<R>(S.Sums(s00, s10, s20, s30), c, cRow);
        if (J.Count > 1)
            Add<R>(S.Sums(s01, s11, s21, s31), c + 1, cRow);
        if (J.Count > 2)
            Add<R>(S.Sums(s02, s12, s22, s32), c + 2, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<R>(Vector128<float> column, float* c, nint cRow)
        where R : struct, IRows
    {
        c[0] += column[0];
        if (R.Count > 1)
            c[cRow] += column[1];
        if (R.Count > 2)
            c[2 * cRow] += column[2];
        if (R.Count > 3)
            c[3 * cRow] += column[3];
    }
}
