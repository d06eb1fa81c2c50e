namespace Inkling.Compute;

/// <summary>
/// The three transforms of Winograd's convolution of one tile, which gives M×M outputs of a filter of F×F from N×N inputs, N = M + F − 1:
/// <c>Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A</c>. They multiply N² times where the sum over the filter multiplies M²·F² times.
/// </summary>
/// <remarks>After Lavin and Gray (2016), "Fast Algorithms for Convolutional Neural Networks". Each transform is given along one axis.</remarks>
internal interface IWinogradTile
{
    /// <summary>M, rows and columns of a tile of outputs: 2 or 4.</summary>
    static abstract int Outputs { get; }

    /// <summary>N, rows and columns of a tile of inputs: 4 or 6.</summary>
    static abstract int Size { get; }

    /// <summary>G, [N, F].</summary>
    static abstract ReadOnlySpan<double> Filter { get; }

    /// <summary>Bᵀ·d, in the place of d; of six values, the last two where N is 6.</summary>
    static abstract void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct;

    /// <summary>Aᵀ·m: the outputs; the last two are none where M is 2.</summary>
    static abstract void Output<S, V>(V m0, V m1, V m2, V m3, V m4, V m5, out V first, out V second, out V third, out V fourth)
        where S : struct, ILanes<V>
        where V : struct;
}
