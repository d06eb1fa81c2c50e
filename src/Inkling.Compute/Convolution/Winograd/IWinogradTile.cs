namespace Inkling.Compute;

/// <summary>
/// The three transforms of Winograd's convolution of one tile, which gives 2×2 outputs of a filter of F×F from N×N inputs, N = F + 1:
/// <c>Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A</c>. They multiply N² times where the sum over the filter multiplies 4·F² times.
/// </summary>
/// <remarks>After Lavin and Gray (2016), "Fast Algorithms for Convolutional Neural Networks". Each transform is given along one axis.</remarks>
internal interface IWinogradTile
{
    /// <summary>N, rows and columns of a tile of inputs.</summary>
    static abstract int Size { get; }

    /// <summary>G, [N, F].</summary>
    static abstract ReadOnlySpan<double> Filter { get; }

    /// <summary>Bᵀ·d, in the place of d; of six values, the last two where N is 6.</summary>
    static abstract void Input<S, V>(ref V d0, ref V d1, ref V d2, ref V d3, ref V d4, ref V d5)
        where S : struct, ILanes<V>
        where V : struct;

    /// <summary>Aᵀ·m: the two outputs.</summary>
    static abstract void Output<S, V>(V m0, V m1, V m2, V m3, V m4, V m5, out V first, out V second)
        where S : struct, ILanes<V>
        where V : struct;
}
