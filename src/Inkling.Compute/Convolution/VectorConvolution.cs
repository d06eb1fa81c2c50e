using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Convolution as three matrix products over the patch matrix of each image, in the tiles of <c>Gemm/</c>.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>forward: Y[K, P] = W[K, Q] · X[Q, P], an outer-product tile of filters by pixels;</item>
/// <item>input gradient: a tile of channels by pixels per filter cell, Σ over filters, added straight onto the shifted place in dX. The rows of
/// a tile are different channels, so that its additions never overlap;</item>
/// <item>weight gradient: dW[K, Q] += dY[K, P] · X[Q, P]ᵀ, a dot-product tile that runs through several images before it adds up its lanes; where
/// channels are many, <see cref="OuterProductWeights{S, V}"/> in its place.</item>
/// </list>
/// Legend: K filters, C channels, A = F·F cells of a filter, Q = C·A patch values, P output pixels.
/// </remarks>
internal sealed unsafe class VectorConvolution<S, V> : Convolution, IForwardConvolution
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>Half of a 32 KiB first-level cache, in floats: what the gradient rows of one dot-product tile may take.</summary>
    private const int TileBudget = 4096;

    private static readonly int TileWidth = 2 * S.Count;

    private readonly PatchLayout _patches;
    private readonly Blocks _filterBlocks;
    private readonly Blocks _channelBlocks;
    private readonly int[] _gradientRows;
    private readonly OuterProductWeights<S, V>? _outerProducts;

    public VectorConvolution(in ConvolutionShape shape)
        : base(shape)
    {
        _patches = new PatchLayout(shape, S.Count);
        _filterBlocks = new Blocks(shape.Filters, OuterProductTile<S, V>.MaxRows);
        _channelBlocks = new Blocks(shape.Channels, OuterProductTile<S, V>.MaxRows);
        _gradientRows = new int[shape.Filters];
        for (int k = 0; k < shape.Filters; k++)
            _gradientRows[k] = k * _patches.Pitch;
        _outerProducts = OuterProductWeights<S, V>.CanRun(shape) ? new(shape) : null;
    }

    /// <summary>Nothing where patches are read in place; else the unfolded image, and the gradient with its rows padded to whole tiles.</summary>
    public override int ScratchLength =>
        Math.Max(_patches.IsDirect ? 0 : checked(_patches.UnfoldedLength + Shape.Filters * _patches.Pitch), _outerProducts?.ScratchLength ?? 0);

    internal override int ForwardScratchLength => _patches.UnfoldedLength;

    int IForwardConvolution.FiltersLength => Shape.WeightCount;

    int IForwardConvolution.ForwardScratchLength => ForwardScratchLength;

    private int Area => Shape.FilterSize * Shape.FilterSize;

    internal override void PackForwardCore(ReadOnlySpan<float> weights, Span<float> packed) => PackFilters(weights, FilterLayout.Of(Shape), packed);

    /// <inheritdoc/>
    /// <remarks>Both this and the backward form are written to in strides and read in order: a filter is longer than a block of them is high.</remarks>
    public void PackFilters(ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed)
    {
        for (int block = 0; block < _filterBlocks.Count; block++)
        {
            int top = _filterBlocks.Start(block), height = _filterBlocks.Size(block);
            var panel = packed.Slice(top * Shape.PatchSize, height * Shape.PatchSize);
            for (int r = 0; r < height; r++)
            {
                for (int c = 0, i = r; c < Shape.Channels; c++)
                {
                    var cells = weights.Slice((top + r) * layout.FilterStep + c * layout.ChannelStep, Area);
                    for (int cell = 0; cell < cells.Length; cell++, i += height)
                        panel[i] = cells[layout.IsTurned ? cells.Length - 1 - cell : cell];
                }
            }
        }
    }

    internal override void PackBackwardCore(ReadOnlySpan<float> weights, Span<float> packed)
    {
        for (int block = 0; block < _channelBlocks.Count; block++)
        {
            int top = _channelBlocks.Start(block), height = _channelBlocks.Size(block), step = Shape.Filters * height;
            var panel = packed.Slice(top * Area * Shape.Filters, height * Area * Shape.Filters);
            for (int k = 0; k < Shape.Filters; k++)
            {
                for (int r = 0; r < height; r++)
                {
                    var cells = weights.Slice(k * Shape.PatchSize + (top + r) * Area, Area);
                    for (int cell = 0, i = k * height + r; cell < cells.Length; cell++, i += step)
                        panel[i] = cells[cell];
                }
            }
        }
    }

    internal override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch)
    {
        fixed (float* x = input, w = packed, b = bias, y = output, s = scratch)
        fixed (int* rows = _patches.Rows, columns = _patches.Columns)
        {
            for (int n = 0; n < count; n++)
            {
                float* patches = x + (nint)n * Shape.InputSize;
                if (!_patches.IsDirect)
                {
                    Unfolding.Unfold(Shape, input.Slice(n * Shape.InputSize, Shape.InputSize), scratch[.._patches.UnfoldedLength]);
                    patches = s;
                }

                ForwardImage(patches, rows, columns, w, b, y + (nint)n * Shape.OutputSize);
            }
        }
    }

    void IForwardConvolution.Run(int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output, Span<float> scratch) =>
        ForwardCore(count, input, packed, bias, output, scratch);

    [SkipLocalsInit]
    private void ForwardImage(float* patches, int* rows, int* columns, float* weights, float* bias, float* y)
    {
        float* edge = stackalloc float[OuterProductTile<S, V>.MaxRows * TileWidth];
        int pixels = Shape.OutputPixels, depth = Shape.PatchSize;
        for (int block = 0; block < _filterBlocks.Count; block++)
        {
            int top = _filterBlocks.Start(block), height = _filterBlocks.Size(block);
            float* panel = weights + (nint)top * depth;
            float* yRow = y + (nint)top * pixels;
            for (int p = 0, v = 0; p < pixels; p += TileWidth, v += 2)
            {
                float* b = patches + columns[v];
                int valid = Math.Min(TileWidth, pixels - p);
                nint second = v + 1 < _patches.Columns.Length ? columns[v + 1] - columns[v] : 0;
                if (valid == TileWidth)
                {
                    OuterProductTile<S, V>.Run(height, depth, panel, height, b, rows, second, yRow + p, pixels, S.Count, TileTarget.Overwrite, bias + top);
                    continue;
                }

                OuterProductTile<S, V>.Run(height, depth, panel, height, b, rows, second, edge, TileWidth, S.Count, TileTarget.Overwrite, bias + top);
                for (int r = 0; r < height; r++)
                    new ReadOnlySpan<float>(edge + r * TileWidth, valid).CopyTo(new Span<float>(yRow + (nint)r * pixels + p, valid));
            }
        }
    }

    internal override void BackwardInputCore(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scratch)
    {
        fixed (float* w = packed, dY = outputGradient, dX = inputGradient, s = scratch)
        fixed (int* rows = _gradientRows, cells = _patches.Rows, columns = _patches.Columns)
        {
            for (int n = 0; n < count; n++)
            {
                if (_patches.IsDirect)
                {
                    BackwardInputImage(
                        w, dY + (nint)n * Shape.OutputSize, rows, dX + (nint)n * Shape.InputSize, cells, columns,
                        Shape.Height * Shape.Width);
                    continue;
                }

                float* padded = PadGradient(dY + (nint)n * Shape.OutputSize, s);
                var unfolded = scratch[.._patches.UnfoldedLength];
                unfolded.Clear();
                BackwardInputImage(w, padded, rows, s, cells, columns, Unfolding.ChannelSize(Shape));
                Unfolding.Fold(Shape, unfolded, inputGradient.Slice(n * Shape.InputSize, Shape.InputSize));
            }
        }
    }

    /// <summary>Adds, for every channel and cell: Σ_k w[k, c, cell] · dY[k, p] at the place where the forward pass read.</summary>
    [SkipLocalsInit]
    private void BackwardInputImage(
        float* weights, float* dY, int* rows, float* dX, int* cells, int* columns, nint channelStep)
    {
        float* edge = stackalloc float[OuterProductTile<S, V>.MaxRows * TileWidth];
        int depth = Shape.Filters, pitch = _patches.Pitch;
        float* panel = weights;
        for (int block = 0; block < _channelBlocks.Count; block++)
        {
            int top = _channelBlocks.Start(block), height = _channelBlocks.Size(block);
            for (int cell = 0; cell < Area; cell++, panel += (nint)height * depth)
            {
                float* corner = dX + top * channelStep + cells[cell];
                for (int p = 0, v = 0; p < pitch; p += TileWidth, v += 2)
                {
                    float* c = corner + columns[v];
                    if (p + TileWidth <= pitch)
                    {
                        OuterProductTile<S, V>.Run(
                            height, depth, panel, height, dY + p, rows, S.Count, c, channelStep, columns[v + 1] - columns[v], TileTarget.Accumulate);
                        continue;
                    }

                    // Only where patches are read in place, with an odd number of registers: half a tile, hence one register.
                    OuterProductTile<S, V>.Run(height, depth, panel, height, dY + p, rows, 0, edge, TileWidth, S.Count, TileTarget.Overwrite);
                    for (int r = 0; r < height; r++, c += channelStep)
                        S.Store(S.Add(S.Load(c), S.Load(edge + r * TileWidth)), c);
                }
            }
        }
    }

    internal override void BackwardWeightsCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient,
        Span<float> scratch)
    {
        fixed (float* x = input, dY = outputGradient, dW = weightGradient, dB = biasGradient, s = scratch)
        {
            if (_outerProducts is not null)
            {
                AddBiasGradient(count, dY, dB);
                _outerProducts.Add(count, input, outputGradient, weightGradient, scratch);
                return;
            }

            int together = _patches.IsDirect ? Math.Max(1, TileBudget / (DotProductTile<S, V>.MaxRows * _patches.Pitch)) : 1;
            for (int n = 0; n < count; n += together)
            {
                float* gradient = dY + (nint)n * Shape.OutputSize;
                float* patches = x + (nint)n * Shape.InputSize;
                AddBiasGradient(Math.Min(together, count - n), gradient, dB);
                if (!_patches.IsDirect)
                {
                    Unfolding.Unfold(Shape, input.Slice(n * Shape.InputSize, Shape.InputSize), scratch[.._patches.UnfoldedLength]);
                    patches = s;
                    gradient = PadGradient(gradient, s);
                }

                BackwardWeightsImages(Math.Min(together, count - n), gradient, patches, dW);
            }
        }
    }

    private void BackwardWeightsImages(int images, float* dY, float* patches, float* dW)
    {
        var rowBlocks = new Blocks(Shape.Filters, DotProductTile<S, V>.MaxRows);
        var columnBlocks = new Blocks(Shape.PatchSize, DotProductTile<S, V>.MaxColumns);
        int pitch = _patches.Pitch;
        fixed (int* rows = _patches.Rows, columns = _patches.Columns)
        {
            for (int rowBlock = 0; rowBlock < rowBlocks.Count; rowBlock++)
            {
                int top = rowBlocks.Start(rowBlock), height = rowBlocks.Size(rowBlock);
                for (int columnBlock = 0; columnBlock < columnBlocks.Count; columnBlock++)
                {
                    int left = columnBlocks.Start(columnBlock);
                    DotProductTile<S, V>.Run(
                        height, columnBlocks.Size(columnBlock), images, Shape.OutputSize, Shape.InputSize, pitch / S.Count, columns,
                        dY + (nint)top * pitch, pitch, patches, rows + left, dW + (nint)top * Shape.PatchSize + left, Shape.PatchSize);
                }
            }
        }
    }

    private void AddBiasGradient(int images, float* dY, float* dB)
    {
        for (int n = 0; n < images; n++)
        {
            for (int k = 0; k < Shape.Filters; k++, dY += Shape.OutputPixels)
                dB[k] += Reductions.Sum(new ReadOnlySpan<float>(dY, Shape.OutputPixels));
        }
    }

    /// <summary>The gradient of one image with its planes padded by zeros to whole tiles, behind the unfolded image in scratch.</summary>
    private float* PadGradient(float* dY, float* scratch)
    {
        float* padded = scratch + _patches.UnfoldedLength;
        for (int k = 0; k < Shape.Filters; k++)
        {
            var row = new Span<float>(padded + (nint)k * _patches.Pitch, _patches.Pitch);
            new ReadOnlySpan<float>(dY + (nint)k * Shape.OutputPixels, Shape.OutputPixels).CopyTo(row);
            row[Shape.OutputPixels..].Clear();
        }

        return padded;
    }
}
