namespace Inkling.Compute;

/// <summary>Products of dense row-major matrices, added to what the destination holds.</summary>
/// <remarks>
/// The three forms are the three products of a fully connected layer: forward (x·Wᵀ), gradient of the input (dY·W) and gradient of the weight
/// (dYᵀ·x). All of them <em>add</em> to <c>c</c>. Every element is summed in an order that does not depend on the other rows, so a batch of N
/// gives the same bits as N batches of one. Allocation-free; safe on any thread as long as nobody writes the operands meanwhile.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>C[m, n] += A[m, k] · B[k, n].</summary>
    /// <exception cref="ArgumentException">A span is shorter than its shape says, or an extent is negative.</exception>
    public static void Multiply(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) =>
        Multiply(SimdChoice.Current.Width, m, n, k, a, b, c);

    /// <summary>C[m, n] += A[m, k] · B[n, k]ᵀ.</summary>
    /// <exception cref="ArgumentException">A span is shorter than its shape says, or an extent is negative.</exception>
    public static void MultiplyTransposedB(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) =>
        MultiplyTransposedB(SimdChoice.Current.Width, m, n, k, a, b, c);

    /// <summary>C[m, n] += A[k, m]ᵀ · B[k, n].</summary>
    /// <exception cref="ArgumentException">A span is shorter than its shape says, or an extent is negative.</exception>
    public static void MultiplyTransposedA(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) =>
        MultiplyTransposedA(SimdChoice.Current.Width, m, n, k, a, b, c);

    internal static void Multiply(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Check(m, n, k, a, b, c);
        if (width == SimdWidth.Scalar)
            MatrixProductReference.Multiply(m, n, k, a, b, c);
        else
            RunOuterProduct(width, m, n, k, a, k, 1, b, c);
    }

    internal static void MultiplyTransposedB(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Check(m, n, k, a, b, c);
        if (width == SimdWidth.Scalar)
        {
            MatrixProductReference.MultiplyTransposedB(m, n, k, a, b, c);
            return;
        }

        fixed (float* pa = a, pb = b, pc = c)
            Vectorized.Run(width, new DotProducts(m, n, k, pa, pb, pc));
    }

    internal static void MultiplyTransposedA(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Check(m, n, k, a, b, c);
        if (width == SimdWidth.Scalar)
            MatrixProductReference.MultiplyTransposedA(m, n, k, a, b, c);
        else
            RunOuterProduct(width, m, n, k, a, 1, m, b, c);
    }

    private static void RunOuterProduct(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, int aRow, int aStep, ReadOnlySpan<float> b, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
            Vectorized.Run(width, new OuterProducts(m, n, k, pa, aRow, aStep, pb, pc));
    }

    private readonly struct OuterProducts(int m, int n, int k, float* a, int aRow, int aStep, float* b, float* c) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            OuterProductGemm<S, V>.Run(m, n, k, a, aRow, aStep, b, c);
    }

    private readonly struct DotProducts(int m, int n, int k, float* a, float* b, float* c) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            DotProductGemm<S, V>.Run(m, n, k, a, b, c);
    }

    private static void Check(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
    {
        if (m < 0 || n < 0 || k < 0)
            throw new ArgumentException($"matrix product: expected extents of 0 or more, got m {m}, n {n}, k {k}");
        Extent.Check("matrix product", nameof(a), a.Length, (long)m * k);
        Extent.Check("matrix product", nameof(b), b.Length, (long)n * k);
        Extent.Check("matrix product", nameof(c), c.Length, (long)m * n);
    }
}
