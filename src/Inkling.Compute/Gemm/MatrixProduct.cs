using System.Runtime.Intrinsics;

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
        fixed (float* pa = a, pb = b, pc = c)
        {
            switch (width)
            {
                case SimdWidth.Vector512: OuterProductGemm<Lanes512, Vector512<float>>.Run(m, n, k, pa, k, 1, pb, pc); break;
                case SimdWidth.Vector256: OuterProductGemm<Lanes256, Vector256<float>>.Run(m, n, k, pa, k, 1, pb, pc); break;
                case SimdWidth.Vector128: OuterProductGemm<Lanes128, Vector128<float>>.Run(m, n, k, pa, k, 1, pb, pc); break;
                default: MatrixProductReference.Multiply(m, n, k, a, b, c); break;
            }
        }
    }

    internal static void MultiplyTransposedB(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Check(m, n, k, a, b, c);
        fixed (float* pa = a, pb = b, pc = c)
        {
            switch (width)
            {
                case SimdWidth.Vector512: DotProductGemm<Lanes512, Vector512<float>>.Run(m, n, k, pa, pb, pc); break;
                case SimdWidth.Vector256: DotProductGemm<Lanes256, Vector256<float>>.Run(m, n, k, pa, pb, pc); break;
                case SimdWidth.Vector128: DotProductGemm<Lanes128, Vector128<float>>.Run(m, n, k, pa, pb, pc); break;
                default: MatrixProductReference.MultiplyTransposedB(m, n, k, a, b, c); break;
            }
        }
    }

    internal static void MultiplyTransposedA(
        SimdWidth width, int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Check(m, n, k, a, b, c);
        fixed (float* pa = a, pb = b, pc = c)
        {
            switch (width)
            {
                case SimdWidth.Vector512: OuterProductGemm<Lanes512, Vector512<float>>.Run(m, n, k, pa, 1, m, pb, pc); break;
                case SimdWidth.Vector256: OuterProductGemm<Lanes256, Vector256<float>>.Run(m, n, k, pa, 1, m, pb, pc); break;
                case SimdWidth.Vector128: OuterProductGemm<Lanes128, Vector128<float>>.Run(m, n, k, pa, 1, m, pb, pc); break;
                default: MatrixProductReference.MultiplyTransposedA(m, n, k, a, b, c); break;
            }
        }
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
