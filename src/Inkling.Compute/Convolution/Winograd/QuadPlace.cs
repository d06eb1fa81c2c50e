using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Where the outputs of four neighbouring tiles lie in those of the first filter, and how many rows and columns of them the image has.</summary>
internal readonly record struct QuadPlace(int Offset, int Rows, int Columns)
{
    private const int Quad = 4;

    /// <summary>Stores a row of the four tiles, if the image has it.</summary>
    /// <param name="row">Which of their rows.</param>
    /// <param name="pixels">Its first four pixels.</param>
    /// <param name="step">From four pixels to the next.</param>
    /// <param name="output">Of the filter.</param>
    /// <param name="outputWidth">Floats from one row of it to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(int row, float* pixels, int step, float* output, int outputWidth)
    {
        if (row >= Rows)
            return;
        float* to = output + Offset + row * outputWidth;
        for (int left = 0; left < Columns; left += Quad, pixels += step)
        {
            if (Columns - left >= Quad)
                Vector128.Store(Vector128.Load(pixels), to + left);
            else
                new ReadOnlySpan<float>(pixels, Columns - left).CopyTo(new(to + left, Columns - left));
        }
    }
}
