namespace Inkling.Compute;

/// <summary>
/// A convolution and the max pooling behind it as one operation: what stands between them is kept for one image at a time only, and the
/// gradient, which is zero wherever no maximum stood, goes back as a list.
/// </summary>
/// <remarks>
/// The same function as <see cref="Convolution"/> and <see cref="MaxPooling"/> one after the other. A plan: made once per layer, it holds no
/// data, is immutable and safe on any thread; scratch memory comes from the caller.
/// </remarks>
internal abstract class PooledConvolution
{
    private const string Operation = "pooled convolution";

    private readonly SimdWidth _width;
    private readonly Convolution _convolution;

    private protected PooledConvolution(SimdWidth width, in ConvolutionShape shape, in PoolingShape pooling)
    {
        _width = width;
        _convolution = Convolution.Create(width, shape);
        Shape = shape;
        Pooling = pooling;
    }

    /// <summary>The extents of the convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>The extents of the pooling of each plane that the convolution gives.</summary>
    public PoolingShape Pooling { get; }

    /// <summary>Values of one output image: filters × pooled pixels.</summary>
    public int OutputSize => Shape.Filters * Pooling.OutputSize;

    /// <summary>Floats that <see cref="PackWeights"/> writes.</summary>
    public int PackedLength => ForwardPackedLength + BackwardPackedLength;

    /// <summary>Floats of scratch memory that each of the passes needs; its content means nothing between calls.</summary>
    public int ScratchLength => Math.Max(ForwardScratchLength, BackwardScratchLength);

    /// <summary>What <see cref="Forward"/> alone needs of it.</summary>
    public int ForwardScratchLength => ConvolvedLength + _convolution.ForwardScratchLength;

    private protected abstract int BackwardPackedLength { get; }

    private protected abstract int BackwardScratchLength { get; }

    private int ForwardPackedLength => WholeLines(_convolution.ForwardPackedLength);

    private int ConvolvedLength => WholeLines(Shape.OutputSize);

    /// <summary>
    /// Whether a convolution and a pooling, both of valid extents, can run as one: filters must be of one piece (neither dilated nor in groups),
    /// windows must not overlap, and the lists of the backward pass, of
    /// one place per filter and cell of the padded input, must be addressable with 32 bits.
    /// </summary>
    public static bool CanRun(in ConvolutionShape shape, in PoolingShape pooling)
    {
        const int MostLanes = 16;
        long cells = (shape.Height + 2L * shape.Padding) * (shape.Width + 2L * shape.Padding);
        Int128 list = (Int128)cells * (2 * (Int128)shape.Filters + shape.Channels + MostLanes);
        Int128 packed = 2 * (Int128)shape.Filters * shape.FilterSize * (shape.FilterSize * ((Int128)shape.Channels + MostLanes) + MostLanes);
        return shape is { Dilation: 1, Groups: 1 } && pooling.Height == shape.OutputHeight && pooling.Width == shape.OutputWidth && pooling.Stride >= pooling.Size
            && list + packed + 4 * (Int128)shape.OutputSize <= int.MaxValue;
    }

    /// <summary>Makes the plan for the vector path of this process.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="pooling">The pooling of the planes it gives.</param>
    /// <exception cref="ArgumentException">An extent is wrong, or the two cannot run as one: see <see cref="CanRun"/>.</exception>
    public static PooledConvolution Create(in ConvolutionShape shape, in PoolingShape pooling)
    {
        shape.Check();
        return Create(SimdChoice.Current.Width, shape, pooling);
    }

    internal static PooledConvolution Create(SimdWidth width, in ConvolutionShape shape, in PoolingShape pooling)
    {
        shape.Check();
        pooling.Check();
        if (!CanRun(shape, pooling))
        {
            throw new ArgumentException(
                $"{Operation}: expected filters of one piece and windows that do not overlap on planes of {shape.OutputHeight}×{shape.OutputWidth} "
                + $"that 32-bit offsets can address, got {pooling} behind {shape}",
                nameof(pooling));
        }

        return width == SimdWidth.Scalar ? new ScalarPooledConvolution(shape, pooling) : Vectorized.Run<Plan, PooledConvolution>(width, new(width, shape, pooling));
    }

    /// <summary>Lays the weights out as the kernels read them; to be repeated whenever the weights have changed.</summary>
    /// <param name="weights">[K, C, F, F].</param>
    /// <param name="packed">Receives <see cref="PackedLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void PackWeights(ReadOnlySpan<float> weights, Span<float> packed)
    {
        Extent.Check(Operation, nameof(weights), weights.Length, Shape.WeightCount);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        _convolution.PackForForward(weights, packed);
        PackBackwardWeights(weights, packed[ForwardPackedLength..]);
    }

    /// <summary>output[n, k] = max pooling of (bias[k] + Σ_c weights[k, c] ⋆ input[n, c]).</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="packed">What <see cref="PackWeights"/> wrote.</param>
    /// <param name="bias">[K].</param>
    /// <param name="output">Overwritten: [N, K, pooled height, pooled width].</param>
    /// <param name="origin">
    /// Overwritten, of the same extents: where the maximum stood, as the cell of the padded input plane at which the patch of that convolved
    /// pixel begins.
    /// </param>
    /// <param name="scratch">At least <see cref="ForwardScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<int> origin,
        Span<float> scratch)
    {
        CheckBatch(count, nameof(input), input.Length, nameof(output), output.Length, origin.Length);
        Extent.Check(Operation, "scratch", scratch.Length, ForwardScratchLength);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        Extent.Check(Operation, nameof(bias), bias.Length, Shape.Filters);
        var convolved = scratch[..Shape.OutputSize];
        for (int n = 0; n < count; n++)
        {
            _convolution.ForwardCore(1, input[(n * Shape.InputSize)..], packed, bias, convolved, scratch[ConvolvedLength..]);
            MaxPooling.Forward(
                _width, Pooling, Shape.Filters, convolved, output.Slice(n * OutputSize, OutputSize), origin.Slice(n * OutputSize, OutputSize),
                CellsPerRow, Shape.Stride);
        }
    }

    /// <summary>Adds the gradient of the input.</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="packed">What <see cref="PackWeights"/> wrote.</param>
    /// <param name="outputGradient">[N, K, pooled height, pooled width]; the more zeros, the faster.</param>
    /// <param name="origin">As <see cref="Forward"/> wrote it.</param>
    /// <param name="inputGradient">Added to: [N, C, H, W].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short, or <paramref name="origin"/> is not what forward wrote.</exception>
    public void BackwardInput(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient,
        Span<float> scratch)
    {
        CheckBatch(count, nameof(inputGradient), inputGradient.Length, nameof(outputGradient), outputGradient.Length, origin.Length);
        Extent.Check(Operation, "scratch", scratch.Length, ScratchLength);
        Extent.Check(Operation, nameof(packed), packed.Length, PackedLength);
        CheckOrigin(origin[..(count * OutputSize)]);
        BackwardInputCore(count, packed[ForwardPackedLength..], outputGradient, origin, inputGradient, scratch);
    }

    /// <summary>Adds the gradients of weights and bias, summed over the batch.</summary>
    /// <param name="count">N, images in the batch.</param>
    /// <param name="input">[N, C, H, W], as it went into <see cref="Forward"/>.</param>
    /// <param name="outputGradient">[N, K, pooled height, pooled width]; the more zeros, the faster.</param>
    /// <param name="origin">As <see cref="Forward"/> wrote it.</param>
    /// <param name="weightGradient">Added to: [K, C, F, F].</param>
    /// <param name="biasGradient">Added to: [K].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span is too short, or <paramref name="origin"/> is not what forward wrote.</exception>
    public void BackwardWeights(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> weightGradient,
        Span<float> biasGradient, Span<float> scratch)
    {
        CheckBatch(count, nameof(input), input.Length, nameof(outputGradient), outputGradient.Length, origin.Length);
        Extent.Check(Operation, "scratch", scratch.Length, ScratchLength);
        Extent.Check(Operation, nameof(weightGradient), weightGradient.Length, Shape.WeightCount);
        Extent.Check(Operation, nameof(biasGradient), biasGradient.Length, Shape.Filters);
        CheckOrigin(origin[..(count * OutputSize)]);
        BackwardWeightsCore(count, input, outputGradient, origin, weightGradient, biasGradient, scratch);
    }

    private protected abstract void PackBackwardWeights(ReadOnlySpan<float> weights, Span<float> packed);

    private protected abstract void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> inputGradient,
        Span<float> scratch);

    private protected abstract void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<int> origin, Span<float> weightGradient,
        Span<float> biasGradient, Span<float> scratch);

    /// <summary>Cells of the padded input plane from one row of patches to the next.</summary>
    private protected int CellsPerRow => Shape.Stride * (Shape.Width + 2 * Shape.Padding);

    // What lies behind begins on a cache line.
    private static int WholeLines(int length) => (length + 15) / 16 * 16;

    // The kernels follow these places without looking.
    private void CheckOrigin(ReadOnlySpan<int> origin)
    {
        int width = Shape.Width + 2 * Shape.Padding, height = Shape.Height + 2 * Shape.Padding;
        int last = (height - Shape.FilterSize) * width + width - Shape.FilterSize;
        if (origin.ContainsAnyExceptInRange(0, last))
            throw new ArgumentException($"{Operation}: expected origins of 0..{last} as forward wrote them, got {origin[origin.IndexOfAnyExceptInRange(0, last)]}", nameof(origin));
    }

    private void CheckBatch(int count, string input, int inputLength, string output, int outputLength, int originLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Extent.Check(Operation, input, inputLength, (long)count * Shape.InputSize);
        Extent.Check(Operation, output, outputLength, (long)count * OutputSize);
        Extent.Check(Operation, "origin", originLength, (long)count * OutputSize);
    }

    private readonly struct Plan(SimdWidth width, ConvolutionShape shape, PoolingShape pooling) : IVectorized<PooledConvolution>
    {
        public PooledConvolution Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            new SparsePooledConvolution<S, V>(width, shape, pooling);
    }
}
