using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Sums of vectors.</summary>
internal static class Addition
{
    /// <summary>sum[i] += x[i].</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is shorter than <paramref name="sum"/>.</exception>
    public static void Add(ReadOnlySpan<float> x, Span<float> sum) => Add(SimdChoice.Current.Width, x, sum);

    /// <summary>Every row of the matrix becomes <paramref name="row"/>: how a bias starts the sums of a fully connected layer.</summary>
    /// <param name="row">[n].</param>
    /// <param name="matrix">Overwritten: [rows, n].</param>
    /// <exception cref="ArgumentException">The matrix is no whole number of rows.</exception>
    public static void FillRows(ReadOnlySpan<float> row, Span<float> matrix)
    {
        CheckRows(row.Length, matrix.Length);
        for (; !matrix.IsEmpty; matrix = matrix[row.Length..])
            row.CopyTo(matrix);
    }

    /// <summary>sum[j] += Σ_i matrix[i, j]: the gradient of such a bias.</summary>
    /// <param name="matrix">[rows, n].</param>
    /// <param name="sum">Added to: [n].</param>
    /// <exception cref="ArgumentException">The matrix is no whole number of rows.</exception>
    public static void AddRows(ReadOnlySpan<float> matrix, Span<float> sum)
    {
        CheckRows(sum.Length, matrix.Length);
        for (; !matrix.IsEmpty; matrix = matrix[sum.Length..])
            Add(matrix, sum);
    }

    internal static void Add(SimdWidth width, ReadOnlySpan<float> x, Span<float> sum) => ElementLoops.Run(width, default(Operation), x, sum);

    private static void CheckRows(int columns, int values)
    {
        if (columns == 0 || values % columns != 0)
            throw new ArgumentException($"addition: expected whole rows of {columns} values, got {values} values");
    }

    private readonly struct Operation : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x, V y)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Add(x, y);
    }
}
