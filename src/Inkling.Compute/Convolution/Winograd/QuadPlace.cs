using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Where the outputs of four neighbouring tiles lie in those of the first filter, and how many rows and columns of them the image has.</summary>
internal readonly record struct QuadPlace(int Offset, int Rows, int Columns)
{
    private const int Quad = 4;

    /// <summary>Stores the maximum of each tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePooled(float* pixels, float* output)
    {
        if (Rows > 0 && Columns == Quad)
            Vector128.Store(Vector128.Load(pixels), output + Offset);
        else if (Rows > 0)
            new ReadOnlySpan<float>(pixels, Columns).CopyTo(new(output + Offset, Columns));
    }

    /// <summary>Stores the rows of the tiles.</summary>
    /// <param name="pixels">The left and the right pixels of the first row, then of the second.</param>
    /// <param name="step">From one of these to the next.</param>
    /// <param name="output">Of the filter.</param>
    /// <param name="outputWidth">Floats from one row of it to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* pixels, int step, float* output, int outputWidth)
    {
        float* to = output + Offset;
        for (int r = 0; r < Rows; r++, to += outputWidth, pixels += 2 * step)
        {
            Vector128<float> even = Vector128.Load(pixels), odd = Vector128.Load(pixels + step);
            Vector128<float> left = Quads128.InterleaveLow(even, odd), right = Quads128.InterleaveHigh(even, odd);
            if (Columns == 2 * Quad)
            {
                Vector128.Store(left, to);
                Vector128.Store(right, to + Quad);
            }
            else
            {
                for (int i = 0; i < Columns; i++)
                    to[i] = i < Quad ? left[i] : right[i - Quad];
            }
        }
    }
}
