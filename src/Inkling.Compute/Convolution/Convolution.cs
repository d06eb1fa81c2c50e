namespace Inkling.Compute;

/// <summary>
/// A two-dimensional convolution (cross-correlation, as in every deep-learning library) of given extents: forward and both backward passes.
/// Images are NCHW, weights [K, C/G, F, F].
/// </summary>
/// <remarks>
/// A plan: made once per layer, it holds tables of offsets and no data, is immutable and safe on any thread. Scratch memory comes from the
/// caller, so nothing is allocated per call. Per image, results do not depend on the other images of the batch.
/// </remarks>
internal abstract class Convolution
{
    private protected Convolution(in ConvolutionShape shape) => Shape = shape;

    /// <summary>The extents this plan is for.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Floats that <see cref="PackWeights"/> writes: all weights once for forward, and once for the input gradient.</summary>
    public int PackedLength => ForwardPackedLength + BackwardPackedLength;

    /// <summary>Floats of scratch memory that each of the passes needs; its content means nothing between calls.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Makes the plan for the vector path of this process.</summary>
    /// <exception cref="ArgumentException">An extent is not positive, or the filter is larger than the padded input.</exception>
    public static Convolution Create(in ConvolutionShape shape)
    {
        shape.Check();
        return Create(SimdChoice.Current.Width, shape);
    }

    internal static Convolution Create(SimdWidth width, in ConvolutionShape shape)
    {
        shape.Check();
        if (shape.Groups > 1)
            return new GroupedConvolution(width, shape);

        bool byTiles = shape.HasMirror && (WinogradConvolution.Pays(width, shape) || WinogradConvolution.Pays(width, shape.Mirrored));
        if (!byTiles && shape.Padding > 0 && PatchLayout.LiesInPlace(PaddedConvolution.Padded(shape), width))
            return new PaddedConvolution(width, shape);

        return width == SimdWidth.Scalar ? new ScalarConvolution(shape) : Vectorized.Run<Plan, Convolution>(width, new(width, shape, byTiles || shape.KeepsSize));
    }

    /// <summary>Lays the weights out as the kernels read them; to be repeated whenever the weights have changed.</summary>
    /// <param name="weights">[K, C/G, F, F].</param>
    /// <param name="packed">Receives <see cref="PackedLength"/> floats, for <see cref="Forward"/> and <see cref="BackwardInput"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void PackWeights(ReadOnlySpan<float> weights, Span<float> packed)
    {
        Extent.Check(Operation, nameof(weights), weights.Length, Shape.WeightCount);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        PackForwardCore(weights, packed[..ForwardPackedLength]);
        PackBackwardCore(weights, packed.Slice(ForwardPackedLength, BackwardPackedLength));
    }

    /// <summary>The part of <see cref="PackWeights"/> that <see cref="Forward"/> needs: the first <see cref="ForwardPackedLength"/> floats.</summary>
    internal void PackForForward(ReadOnlySpan<float> weights, Span<float> packed) => PackForwardCore(weights, packed[..ForwardPackedLength]);

    /// <summary>output[n, k] = bias[k] + Σ_c weights[k, c] ⋆ input[n, c], over the channels c of the group of k.</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="packed">What <see cref="PackWeights"/> wrote.</param>
    /// <param name="bias">[K].</param>
    /// <param name="output">Overwritten: [N, K, output height, output width].</param>
    /// <param name="scratch">At least <see cref="ForwardScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch)
    {
        CheckBatch(count, nameof(input), input.Length, nameof(output), output.Length, scratch.Length, ForwardScratchLength);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        Extent.Check(Operation, nameof(bias), bias.Length, Shape.Filters);
        ForwardCore(count, input, packed, bias, output, scratch);
    }

    /// <summary>Adds the gradient of the input: inputGradient[n, c] += Σ_k weights[k, c] ∗ outputGradient[n, k].</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="packed">What <see cref="PackWeights"/> wrote.</param>
    /// <param name="outputGradient">[N, K, output height, output width].</param>
    /// <param name="inputGradient">Added to: [N, C, H, W].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void BackwardInput(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        CheckBatch(count, nameof(inputGradient), inputGradient.Length, nameof(outputGradient), outputGradient.Length, scratch.Length, ScratchLength);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        BackwardInputCore(count, packed[ForwardPackedLength..], outputGradient, inputGradient, scratch);
    }

    /// <summary>Adds the gradients of weights and bias, summed over the batch.</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="input">[N, C, H, W], as it went into <see cref="Forward"/>.</param>
    /// <param name="outputGradient">[N, K, output height, output width].</param>
    /// <param name="weightGradient">Added to: [K, C/G, F, F].</param>
    /// <param name="biasGradient">Added to: [K].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void BackwardWeights(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch)
    {
        CheckBatch(count, nameof(input), input.Length, nameof(outputGradient), outputGradient.Length, scratch.Length, ScratchLength);
        Extent.Check(Operation, nameof(weightGradient), weightGradient.Length, Shape.WeightCount);
        Extent.Check(Operation, nameof(biasGradient), biasGradient.Length, Shape.Filters);
        BackwardWeightsCore(count, input, outputGradient, weightGradient, biasGradient, scratch);
    }

    /// <summary>Floats of scratch memory that the forward pass alone needs.</summary>
    internal virtual int ForwardScratchLength => ScratchLength;

    /// <summary>Floats that the forward pass reads.</summary>
    internal virtual int ForwardPackedLength => Shape.WeightCount;

    /// <summary>Floats that the gradient of the input reads.</summary>
    internal virtual int BackwardPackedLength => Shape.WeightCount;

    /// <summary>How weights are laid out for the forward pass: plans of one form for the same filters, of images of any size, read what one of them has packed.</summary>
    internal virtual Type ForwardForm => GetType();

    internal abstract void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed);

    internal abstract void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed);

    internal abstract void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch);

    internal abstract void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch);

    internal abstract void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch);

    private const string Operation = "convolution";

    private void CheckBatch(int count, string input, int inputLength, string output, int outputLength, int scratchLength, int leastScratch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Extent.Check(Operation, input, inputLength, (long)count * Shape.InputSize);
        Extent.Check(Operation, output, outputLength, (long)count * Shape.OutputSize);
        Extent.Check(Operation, "scratch", scratchLength, leastScratch);
    }

    private readonly struct Plan(SimdWidth width, ConvolutionShape shape, bool isMirrored) : IVectorized<Convolution>
    {
        public Convolution Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            isMirrored ? new MirroredConvolution<S, V>(width, shape) : new VectorConvolution<S, V>(shape);
    }
}
