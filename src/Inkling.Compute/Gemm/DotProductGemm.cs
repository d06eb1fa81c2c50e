using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>C[m, n] += A[m, k]·B[n, k]ᵀ in dot-product tiles: both operands are read along k, nothing is packed.</summary>
internal static unsafe class DotProductGemm<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>Steps in a group: the table of steps is this long at most. Layers of 784 or 800 inputs are one group, whose lanes are added up once.</summary>
    private const int GroupSteps = 128;

    /// <summary>Values of A that stay in a first cache of 48 KiB while all of B passes by, beside three rows of B.</summary>
    private const int BandValues = 6400;

    /// <summary>Values of B up to which it is read anew for every band of A: half of a second cache of 1 MiB. A larger B passes by once.</summary>
    private const int RereadValues = 1 << 17;

    [SkipLocalsInit]
    public static void Run(int m, int n, int k, float* a, float* b, float* c)
    {
        int* steps = stackalloc int[GroupSteps];
        for (int i = 0; i < Math.Min(GroupSteps, k / S.Count); i++)
            steps[i] = i * S.Count;

        int groupWidth = GroupSteps * S.Count;
        int groups = k / groupWidth;
        int restSteps = (k - groups * groupWidth) / S.Count;
        int rest = groups * groupWidth;
        int tail = rest + restSteps * S.Count;

        int* bRows = stackalloc int[DotProductTile<S, V>.MaxColumns];
        for (int j = 0; j < DotProductTile<S, V>.MaxColumns; j++)
            bRows[j] = j * k;

        var rowBlocks = new Blocks(m, DotProductTile<S, V>.MaxRows);
        var columnBlocks = new Blocks(n, DotProductTile<S, V>.MaxColumns);
        int bandBlocks = (long)n * k <= RereadValues ? Math.Max(1, BandValues / Math.Max(1, k) / DotProductTile<S, V>.MaxRows) : Math.Max(1, rowBlocks.Count);
        for (int band = 0; band < rowBlocks.Count; band += bandBlocks)
        {
            int bandEnd = Math.Min(band + bandBlocks, rowBlocks.Count);
            for (int columnBlock = 0; columnBlock < columnBlocks.Count; columnBlock++)
            {
                int left = columnBlocks.Start(columnBlock), columns = columnBlocks.Size(columnBlock);
                float* bTile = b + (nint)left * k;
                for (int rowBlock = band; rowBlock < bandEnd; rowBlock++)
                {
                    int top = rowBlocks.Start(rowBlock), rows = rowBlocks.Size(rowBlock);
                    float* aTile = a + (nint)top * k;
                    float* cTile = c + (nint)top * n + left;
                    if (groups > 0)
                        DotProductTile<S, V>.Run(rows, columns, groups, groupWidth, groupWidth, GroupSteps, steps, aTile, k, bTile, bRows, cTile, n);
                    if (restSteps > 0)
                        DotProductTile<S, V>.Run(rows, columns, 1, 0, 0, restSteps, steps, aTile + rest, k, bTile + rest, bRows, cTile, n);
                    if (tail < k)
                        AddTail(rows, columns, aTile, bTile, tail, k, cTile, n);
                }
            }
        }
    }

    private static void AddTail(int rows, int columns, float* a, float* b, int from, int k, float* c, int n)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
            {
                float sum = 0f;
                for (int p = from; p < k; p++)
                    sum += a[(nint)r * k + p] * b[(nint)j * k + p];
                c[(nint)r * n + j] += sum;
            }
        }
    }
}
