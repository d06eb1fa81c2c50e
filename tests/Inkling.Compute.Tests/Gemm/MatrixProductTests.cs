using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class MatrixProductTests
{
    // Reached: 2e-6 with k up to 2,200, over all widths.
    private const double Tolerance = 5e-6;

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    // Both sides of every boundary: one and two registers of every width, tiles of 4×3, 6 and 14 rows, chunks of 128, and groups of 32 steps
    // (128, 256 and 512 values).
    public static TheoryData<SimdWidth, (int M, int N, int K)> Extents { get; } = Widths.With<(int M, int N, int K)>(
        (0, 0, 0), (0, 5, 3), (4, 0, 3), (4, 5, 0), (1, 1, 1), (2, 3, 1), (1, 10, 784), (5, 13, 17), (7, 8, 9), (6, 16, 128), (14, 32, 129),
        (15, 33, 127), (13, 31, 257), (29, 65, 15), (3, 2, 2200), (8, 12, 512), (9, 7, 1100), (1, 100, 64), (97, 1, 31),
        (35, 7, 400), (18, 130, 1100)); // rows of A in bands, the last one not full; a B too large for them

    [Theory, MemberData(nameof(Extents))]
    public void The_product_equals_the_oracle_and_is_added(SimdWidth width, (int M, int N, int K) extents)
    {
        var (m, n, k) = extents;
        float[] a = RandomArrays.Normal(1, m * k), b = RandomArrays.Normal(2, k * n);

        Check("a·b", m, n, LinearOracle.Product(m, n, k, (i, p) => a[i * k + p], (p, j) => b[p * n + j]), a, b,
            (x, y, c) => MatrixProduct.Multiply(width, m, n, k, x.Span, y.Span, c.Span));
    }

    [Theory, MemberData(nameof(Extents))]
    public void The_product_with_b_transposed_equals_the_oracle_and_is_added(SimdWidth width, (int M, int N, int K) extents)
    {
        var (m, n, k) = extents;
        float[] a = RandomArrays.Normal(3, m * k), b = RandomArrays.Normal(4, n * k);

        Check("a·bᵀ", m, n, LinearOracle.Product(m, n, k, (i, p) => a[i * k + p], (p, j) => b[j * k + p]), a, b,
            (x, y, c) => MatrixProduct.MultiplyTransposedB(width, m, n, k, x.Span, y.Span, c.Span));
    }

    [Theory, MemberData(nameof(Extents))]
    public void The_product_with_a_transposed_equals_the_oracle_and_is_added(SimdWidth width, (int M, int N, int K) extents)
    {
        var (m, n, k) = extents;
        float[] a = RandomArrays.Normal(5, k * m), b = RandomArrays.Normal(6, k * n);

        Check("aᵀ·b", m, n, LinearOracle.Product(m, n, k, (i, p) => a[p * m + i], (p, j) => b[p * n + j]), a, b,
            (x, y, c) => MatrixProduct.MultiplyTransposedA(width, m, n, k, x.Span, y.Span, c.Span));
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void The_three_forms_agree_for_any_extents(SimdWidth width) =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 70], Gen.Int[0, 300]).Sample(
            (m, n, k) =>
            {
                float[] a = RandomArrays.Normal(m + k, m * k), b = RandomArrays.Normal(n + k, k * n);
                float[] plain = new float[m * n], withA = new float[m * n], withB = new float[m * n];

                MatrixProduct.Multiply(width, m, n, k, a, b, plain);
                MatrixProduct.MultiplyTransposedA(width, m, n, k, Transpose(m, k, a), b, withA);
                MatrixProduct.MultiplyTransposedB(width, m, n, k, a, Transpose(k, n, b), withB);

                Closeness.Require("aᵀ form", plain, withA, Tolerance);
                Closeness.Require("bᵀ form", plain, withB, Tolerance);
            },
            iter: 40);

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_batch_of_rows_gives_the_bits_of_each_row_alone(SimdWidth width)
    {
        foreach (var (m, n, k) in new[] { (9, 10, 784), (13, 7, 33), (17, 65, 129) })
        {
            float[] a = RandomArrays.Normal(7, m * k), b = RandomArrays.Normal(8, n * k), together = new float[m * n], alone = new float[m * n];

            MatrixProduct.MultiplyTransposedB(width, m, n, k, a, b, together);
            for (int i = 0; i < m; i++)
                MatrixProduct.MultiplyTransposedB(width, 1, n, k, a.AsSpan(i * k, k), b, alone.AsSpan(i * n, n));
            Closeness.RequireEqualBits("a·bᵀ", alone, together);

            Array.Clear(together);
            Array.Clear(alone);
            MatrixProduct.Multiply(width, m, n, k, a, b, together);
            for (int i = 0; i < m; i++)
                MatrixProduct.Multiply(width, 1, n, k, a.AsSpan(i * k, k), b, alone.AsSpan(i * n, n));
            Closeness.RequireEqualBits("a·b", alone, together);
        }
    }

    [Fact]
    public void Short_spans_and_negative_extents_are_named_before_anything_is_touched()
    {
        float[] six = new float[6], five = new float[5], c = new float[4];

        Assert.Equal("a", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(2, 2, 3, five, six, c)).ParamName);
        Assert.Equal("b", Assert.Throws<ArgumentException>(() => MatrixProduct.MultiplyTransposedB(2, 2, 3, six, five, c)).ParamName);
        Assert.Equal("c", Assert.Throws<ArgumentException>(() => MatrixProduct.MultiplyTransposedA(2, 2, 3, six, six, c.AsSpan(1))).ParamName);
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(-1, 2, 3, six, six, c));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(100_000, 100_000, 1, six, six, c));
        Assert.All(c, value => Assert.Equal(0f, value));
    }

    private static void Check(
        string name, int m, int n, double[] product, float[] a, float[] b, Action<Guarded<float>, Guarded<float>, Guarded<float>> multiply)
    {
        float[] before = RandomArrays.Normal(9, m * n);
        var guarded = new Guarded<float>(before, canary: 99f);

        multiply(new(a, float.NaN), new(b, float.NaN), guarded);

        double[] expected = [.. product.Zip(before, (sum, start) => sum + start)];
        Closeness.Require(name, expected, guarded.Checked(name), Tolerance);
    }

    private static float[] Transpose(int rows, int columns, float[] matrix)
    {
        var result = new float[matrix.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                result[j * rows + i] = matrix[i * columns + j];
        }

        return result;
    }
}
