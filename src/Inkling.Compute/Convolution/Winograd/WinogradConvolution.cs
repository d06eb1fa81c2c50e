using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>
/// The forward pass of a convolution with filters of 3×3 or 5×5: half of the multiplications or fewer, in return for sums and differences of neighbouring
/// values. A rectifier and a halving max pooling behind it are done before anything is stored.
/// </summary>
/// <remarks>
/// <para>A plan: made once per layer, it holds tables of offsets and no data, is immutable and safe on any thread. Scratch memory comes from the caller.
/// Per image, results do not depend on the other images of the batch.</para>
/// <para>Images are NCHW, weights [K, C, F, F].</para>
/// </remarks>
internal abstract class WinogradConvolution : IForwardConvolution
{
    private const string Operation = "convolution by tiles";

    /// <summary>With fewer channels, the transforms of the outputs cost more than the multiplications they spare.</summary>
    private const int FewestChannels = 8;

    /// <summary>The same where neither rectifier nor pooling is taken in. Sums of 3×3 of fewer channels are as fast, in full registers; those of 5×5 are not, but stay for what ADR 13 says.</summary>
    private const int FewestChannelsAlone = 32;

    private readonly TilePooling _pooling;

    private protected WinogradConvolution(in ConvolutionShape shape, TilePooling pooling) => (Shape, _pooling) = (shape, pooling);

    /// <summary>The extents of the convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Values of one output image.</summary>
    public int OutputSize => Shape.Filters * OutputHeight * OutputWidth;

    /// <summary>Floats that <see cref="PackWeights"/> writes.</summary>
    public abstract int PackedLength { get; }

    /// <summary>Floats of scratch memory that <see cref="Forward"/> needs; its content means nothing between calls.</summary>
    public abstract int ScratchLength { get; }

    private protected bool PoolsRows => _pooling != TilePooling.None;

    private protected bool PoolsColumns => _pooling == TilePooling.Both;

    private protected int OutputHeight => PoolsRows ? Shape.OutputHeight / 2 : Shape.OutputHeight;

    private protected int OutputWidth => PoolsColumns ? Shape.OutputWidth / 2 : Shape.OutputWidth;

    int IForwardConvolution.FiltersLength => PackedLength;

    int IForwardConvolution.ForwardScratchLength => ScratchLength;

    /// <summary>Whether the plan for a convolution exists, and pays where it rectifies or pools.</summary>
    public static bool CanRun(in ConvolutionShape shape) => CanRun(SimdChoice.Current.Width, shape);

    /// <summary>Makes the plan for the vector path of this process.</summary>
    public static WinogradConvolution Create(in ConvolutionShape shape, TilePooling pooling) => Create(SimdChoice.Current.Width, shape, pooling);

    internal static bool CanRun(SimdWidth width, in ConvolutionShape shape) =>
        width != SimdWidth.Scalar && shape is { FilterSize: 3 or 5, Stride: 1, Dilation: 1, Groups: 1, Channels: >= FewestChannels } && FitsOffsets(shape);

    /// <summary>Whether it takes the place of sums where something is learnt.</summary>
    internal static bool Pays(SimdWidth width, in ConvolutionShape shape) =>
        shape.Channels >= FewestChannelsAlone && CanRun(width, shape);

    internal static WinogradConvolution Create(SimdWidth width, in ConvolutionShape shape, TilePooling pooling)
    {
        shape.Check();
        if (!CanRun(width, shape))
            throw new ArgumentException($"{Operation}: expected vectors, filters of 3×3 or 5×5 of one piece, stride 1 and {FewestChannels} channels or more, got {shape}");
        if (shape.FilterSize == 5)
            return Create<Tile5>(width, shape, pooling);
        return Products<LargeTile3>(shape) < Products<Tile3>(shape) ? Create<LargeTile3>(width, shape, pooling) : Create<Tile3>(width, shape, pooling);
    }

    /// <summary>Transforms the weights; to be repeated whenever they have changed.</summary>
    /// <param name="weights">[K, C, F, F].</param>
    /// <param name="packed">Receives <see cref="PackedLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void PackWeights(ReadOnlySpan<float> weights, Span<float> packed)
    {
        Extent.Check(Operation, nameof(weights), weights.Length, Shape.WeightCount);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        PackFilters(weights, FilterLayout.Of(Shape), packed);
    }

    /// <summary>output[n, k] = bias[k] + Σ_c weights[k, c] ⋆ input[n, c], rectified and pooled where asked for.</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="packed">What <see cref="PackWeights"/> wrote.</param>
    /// <param name="bias">[K].</param>
    /// <param name="rectifies">Whether negative outputs become 0.</param>
    /// <param name="output">Overwritten: [N, K, output height, output width].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, bool rectifies, Span<float> output, Span<float> scratch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Extent.Check(Operation, nameof(input), input.Length, (long)count * Shape.InputSize);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        Extent.Check(Operation, nameof(bias), bias.Length, Shape.Filters);
        Extent.Check(Operation, nameof(output), output.Length, (long)count * OutputSize);
        Extent.Check(Operation, nameof(scratch), scratch.Length, ScratchLength);
        ForwardCore(count, input, packed, bias, rectifies, output, scratch);
    }

    /// <inheritdoc/>
    public abstract void PackFilters(ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed);

    void IForwardConvolution.Run(int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        ForwardCore(count, input, packed, bias, rectifies: false, output, scratch);

    private protected abstract void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, bool rectifies, Span<float> output, Span<float> scratch);

    // Of each filter and channel: a large tile has fewer for each output, but more outputs that the image has not.
    private static long Products<T>(in ConvolutionShape shape)
        where T : struct, IWinogradTile
    {
        const int Quad = 4;
        long rows = (shape.OutputHeight + T.Outputs - 1) / T.Outputs, quads = (shape.OutputWidth + T.Outputs * Quad - 1) / (T.Outputs * Quad);
        return rows * quads * Quad * T.Size * T.Size;
    }

    // The filters, and the scratch memory of the images that are computed together, of which there are at most eight.
    private static bool FitsOffsets(in ConvolutionShape shape)
    {
        const int MostImages = 8, MostColumns = 32, MostValues = 36;
        Int128 plane = (shape.Height + 2 * (Int128)shape.Padding + MostColumns) * (shape.Width + 2 * (Int128)shape.Padding + MostColumns);
        Int128 scratch = MostImages * shape.Channels * plane + MostValues * (shape.Channels + (Int128)shape.Filters + 2) * MostColumns;
        return Int128.Max(scratch, MostValues * (Int128)shape.Filters * shape.Channels) <= int.MaxValue;
    }

    // As in Vectorized, with registers that are rows of quads, too.
    private static WinogradConvolution Create<T>(SimdWidth width, in ConvolutionShape shape, TilePooling pooling)
        where T : struct, IWinogradTile =>
        width switch
        {
            SimdWidth.Vector512 when RuntimeFeature.IsDynamicCodeCompiled || Vector512.IsHardwareAccelerated => new VectorWinogradConvolution<Lanes512, Vector512<float>, Quads512, T>(shape, pooling),
            SimdWidth.Vector256 => new VectorWinogradConvolution<Lanes256, Vector256<float>, Quads256, T>(shape, pooling),
            _ => new VectorWinogradConvolution<Lanes128, Vector128<float>, Quads128, T>(shape, pooling),
        };
}
