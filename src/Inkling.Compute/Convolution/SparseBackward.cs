using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>
/// The two gradients of a convolution whose output gradient is mostly zero, given as a list: per plane M values, and for each the cell of the
/// padded input plane where the patch of its output pixel begins.
/// </summary>
/// <remarks>
/// Behind a 2×2 max pooling only a quarter of the gradient is not zero, and a ReLU takes about half of that; so adding up the patches, or the
/// filters, of the values there are costs a fraction of the dense products. Both gradients are the same sum over other lists:
/// <list type="bullet">
/// <item>dW[k] = Σ over the values g of filter k: g · patch of x at the cell of g;</item>
/// <item>dX, the patch at a cell = Σ over the values g there: g · filter k of g.</item>
/// </list>
/// Images lie channels last, where a patch is F contiguous runs. Legend: K filters, C channels, F filter size, M values per plane.
/// </remarks>
internal sealed unsafe class SparseBackward<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>How far <see cref="NonZeros"/> may write beyond the end of a list.</summary>
    private const int Slack = 8;

    /// <summary>Images after which sums are added to the gradient and begun anew: a sum of sums loses less to rounding than one long one.</summary>
    private const int SumLength = 16;

    private readonly ConvolutionShape _shape;
    private readonly ChannelsLast _image;
    private readonly int _planeLength;
    private readonly int _filterLength;

    /// <param name="shape">The convolution.</param>
    /// <param name="planeLength">M, the values per plane of the list; no two of a plane may belong to one cell.</param>
    public SparseBackward(in ConvolutionShape shape, int planeLength)
    {
        _shape = shape;
        _planeLength = planeLength;
        _image = new ChannelsLast(shape, S.Count);
        _filterLength = shape.FilterSize * _image.RunLength;
    }

    public int PackedLength => _shape.Filters * _filterLength;

    public int ScratchLength => Math.Max(WeightScratch, InputScratch);

    private int WeightScratch => _image.Length + PackedLength + 2 * (_planeLength + Slack);

    private int InputScratch => _image.Length + 2 * (_planeLength + Slack) + _image.Cells + 2 * _image.Cells * _shape.Filters;

    public void PackWeights(ReadOnlySpan<float> weights, Span<float> packed)
    {
        packed[..PackedLength].Clear();
        for (int k = 0; k < _shape.Filters; k++)
            _image.WriteFilter(weights.Slice(k * _shape.PatchSize, _shape.PatchSize), packed.Slice(k * _filterLength, _filterLength));
    }

    /// <summary>Adds dW and dB of a batch.</summary>
    public void AddWeightGradient(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> values, ReadOnlySpan<int> cells, Span<float> dW, Span<float> dB, Span<float> scratch)
    {
        scratch[.._image.Length].Clear();
        var sums = scratch.Slice(_image.Length, PackedLength);
        fixed (float* s = scratch, g = values)
        fixed (int* at = cells)
        {
            for (int n = 0; n < count; n++)
            {
                if (n % SumLength == 0)
                    sums.Clear();

                _image.Write(input.Slice(n * _shape.InputSize, _shape.InputSize), scratch);
                nint first = (nint)n * _shape.Filters * _planeLength;
                AddWeightGradient(s, g + first, at + first, s + _image.Length, dB, list: s + _image.Length + PackedLength);

                if (n % SumLength == SumLength - 1 || n == count - 1)
                    AddUnpacked(sums, dW);
            }
        }
    }

    private void AddUnpacked(ReadOnlySpan<float> sums, Span<float> dW)
    {
        for (int k = 0; k < _shape.Filters; k++)
            _image.AddToFilter(sums.Slice(k * _filterLength, _filterLength), dW.Slice(k * _shape.PatchSize, _shape.PatchSize));
    }

    private void AddWeightGradient(float* x, float* values, int* cells, float* sums, Span<float> dB, float* list)
    {
        int* offsets = (int*)(list + _planeLength + Slack);
        for (int k = 0; k < _shape.Filters; k++, values += _planeLength, cells += _planeLength, sums += _filterLength)
        {
            int length = NonZeros.Collect(_planeLength, values, cells, _image.Channels, list, offsets);
            dB[k] += Reductions.Sum(new ReadOnlySpan<float>(list, length));
            AddPatches(length, list, offsets, x, _image.RowPitch, sums, _image.RunLength);
        }
    }

    /// <summary>Adds dX of a batch.</summary>
    public void AddInputGradient(
        int count, ReadOnlySpan<float> packed, ReadOnlySpan<float> values, ReadOnlySpan<int> cells, Span<float> dX, Span<float> scratch)
    {
        int filters = _shape.Filters;
        fixed (float* s = scratch, g = values, w = packed)
        fixed (int* at = cells)
        {
            for (int n = 0; n < count; n++)
            {
                scratch[.._image.Length].Clear();
                nint first = (nint)n * filters * _planeLength;
                AddInputGradient(s, w, g + first, at + first, s + _image.Length);
                _image.AddTo(scratch, dX.Slice(n * _shape.InputSize, _shape.InputSize));
            }
        }
    }

    private void AddInputGradient(float* image, float* weights, float* values, int* cells, float* list)
    {
        int filters = _shape.Filters;
        int* at = (int*)(list + _planeLength + Slack);
        int* lengths = at + _planeLength + Slack;
        float* cellValues = (float*)(lengths + _image.Cells);
        int* cellFilters = (int*)(cellValues + _image.Cells * filters);

        new Span<int>(lengths, _image.Cells).Clear();
        for (int k = 0; k < filters; k++, values += _planeLength, cells += _planeLength)
        {
            int found = NonZeros.Collect(_planeLength, values, cells, 1, list, at);
            for (int t = 0; t < found; t++)
            {
                int cell = at[t];
                if (lengths[cell] == filters)
                    throw new ArgumentException($"pooled convolution: expected at most one value per filter and place, got more at {cell}", nameof(cells));
                int slot = cell * filters + lengths[cell]++;
                cellValues[slot] = list[t];
                cellFilters[slot] = k * _filterLength;
            }
        }

        for (int cell = 0; cell < _image.Cells; cell++)
        {
            if (lengths[cell] > 0)
            {
                nint slot = (nint)cell * filters;
                AddPatches(
                    lengths[cell], cellValues + slot, cellFilters + slot, weights, _image.RunLength, image + cell * _image.Channels, _image.RowPitch);
            }
        }
    }

    /// <summary>For each of the F runs of a patch: sums += Σ values[t] · the run at offsets[t].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPatches(int length, float* values, int* offsets, float* source, nint sourceRow, float* sums, nint sumsRow)
    {
        var blocks = new Blocks(_image.RunLength / S.Count, SparseSumTile<S, V>.MaxVectors);
        for (int block = 0; block < blocks.Count; block++)
        {
            int left = blocks.Start(block) * S.Count;
            SparseSumTile<S, V>.Run(
                _shape.FilterSize, blocks.Size(block), length, values, offsets, source + left, sourceRow, sums + left, sumsRow);
        }
    }
}
