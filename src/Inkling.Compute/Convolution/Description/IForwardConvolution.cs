namespace Inkling.Compute;

/// <summary>The forward pass of a convolution, by sums or by tiles.</summary>
internal interface IForwardConvolution
{
    /// <summary>Floats that <see cref="PackFilters"/> writes.</summary>
    int FiltersLength { get; }

    /// <summary>Floats of scratch memory that <see cref="Run"/> needs.</summary>
    int ForwardScratchLength { get; }

    /// <summary>Lays the filters out as <see cref="Run"/> reads them.</summary>
    void PackFilters(ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed);

    /// <summary>output[n, k] = bias[k] + Σ_c weights[k, c] ⋆ input[n, c].</summary>
    void Run(int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch);
}
