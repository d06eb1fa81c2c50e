using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>C[m, n] += A·B[k, n] in outer-product tiles, where A is given by its two strides (so that it may be transposed).</summary>
/// <remarks>
/// The sum over k is cut into chunks, so that all scratch memory is a few KiB of stack. Per chunk and block of rows, A is packed if it is not
/// laid out as the tile reads it already; the columns that do not fill two registers are packed beside zeros and leave through a scratch tile.
/// </remarks>
internal static unsafe class OuterProductGemm<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    private const int Chunk = 128;

    [SkipLocalsInit]
    public static void Run(int m, int n, int k, float* a, int aRow, int aStep, float* b, float* c)
    {
        int tileWidth = 2 * S.Count;
        int edge = n / tileWidth * tileWidth;
        int* bRows = stackalloc int[Chunk];
        int* edgeRows = stackalloc int[Chunk];
        float* edgeColumns = stackalloc float[Chunk * tileWidth];
        float* packed = stackalloc float[Chunk * OuterProductTile<S, V>.MaxRows];
        float* scratch = stackalloc float[OuterProductTile<S, V>.MaxRows * tileWidth];
        for (int i = 0; i < Chunk; i++)
        {
            bRows[i] = i * n;
            edgeRows[i] = i * tileWidth;
        }

        var blocks = new Blocks(m, OuterProductTile<S, V>.MaxRows);
        for (int from = 0; from < k; from += Chunk)
        {
            int depth = Math.Min(Chunk, k - from);
            float* bChunk = b + (nint)from * n;
            PackEdge(bChunk + edge, n, n - edge, depth, edgeColumns, tileWidth);
            for (int block = 0; block < blocks.Count; block++)
            {
                int top = blocks.Start(block), rows = blocks.Size(block);
                float* tileA = a + (nint)top * aRow + (nint)from * aStep;
                nint tileStep = aStep;
                if (aRow != 1)
                {
                    Pack(tileA, aRow, aStep, rows, depth, packed);
                    tileA = packed;
                    tileStep = rows;
                }

                float* cRow = c + (nint)top * n;
                for (int column = 0; column < edge; column += tileWidth)
                    OuterProductTile<S, V>.Run(rows, depth, tileA, tileStep, bChunk + column, bRows, S.Count, cRow + column, n, S.Count, TileTarget.Accumulate);

                if (edge < n)
                {
                    OuterProductTile<S, V>.Run(rows, depth, tileA, tileStep, edgeColumns, edgeRows, S.Count, scratch, tileWidth, S.Count, TileTarget.Overwrite);
                    AddEdge(scratch, tileWidth, cRow + edge, n, rows, n - edge);
                }
            }
        }
    }

    private static void Pack(float* a, int aRow, int aStep, int rows, int depth, float* packed)
    {
        for (int p = 0; p < depth; p++)
        {
            for (int r = 0; r < rows; r++)
                *packed++ = a[(nint)r * aRow + (nint)p * aStep];
        }
    }

    private static void PackEdge(float* b, int bRow, int columns, int depth, float* packed, int tileWidth)
    {
        if (columns == 0)
            return;

        for (int p = 0; p < depth; p++, packed += tileWidth)
        {
            for (int j = 0; j < tileWidth; j++)
                packed[j] = j < columns ? b[(nint)p * bRow + j] : 0f;
        }
    }

    private static void AddEdge(float* scratch, int tileWidth, float* c, int cRow, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
                c[(nint)r * cRow + j] += scratch[r * tileWidth + j];
        }
    }
}
