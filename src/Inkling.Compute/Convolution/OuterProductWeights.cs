namespace Inkling.Compute;

/// <summary>
/// The weight gradient of a convolution of many channels as outer products: for every row of the filters, filters by what the row covers, summed over the
/// output pixels. Images lie channels last, where that is side by side, so that the lanes run along the weights and nothing is added up across them.
/// </summary>
/// <remarks>Scratch memory: one image, the gradient [P, K] of one image, and sums [K, F, run]. Legend: K filters, F filter size, P output pixels.</remarks>
internal sealed unsafe class OuterProductWeights<S, V>
    where S : struct, ILanes<V>
    where V : struct
{
    /// <summary>Images after which sums are added to the gradient and begun anew: a sum of sums loses less to rounding than one long one.</summary>
    private const int SumLength = 16;

    private readonly ConvolutionShape _shape;
    private readonly ChannelsLast _image;
    private readonly Blocks _filterBlocks;
    private readonly int[] _places;

    public OuterProductWeights(in ConvolutionShape shape)
    {
        _shape = shape;
        _image = new ChannelsLast(shape, S.Count);
        _filterBlocks = new Blocks(shape.Filters, OuterProductTile<S, V>.MaxRows);
        _places = new int[shape.OutputPixels];
        for (int p = 0; p < _places.Length; p++)
            _places[p] = shape.Stride * (p / shape.OutputWidth * _image.RowPitch + p % shape.OutputWidth * _image.Channels);
    }

    public int ScratchLength => checked(_image.Length + TransposedLength + SumsLength);

    private int TransposedLength => (_shape.OutputSize + S.Count - 1) / S.Count * S.Count;

    private int SumsLength => _shape.Filters * FilterLength;

    private int FilterLength => _shape.FilterSize * _image.RunLength;

    /// <summary>Whether a row of a filter fills registers.</summary>
    public static bool CanRun(in ConvolutionShape shape) => shape is { Dilation: 1, Groups: 1 } && shape.Channels >= S.Count / 2;

    /// <summary>Adds dW of a batch.</summary>
    public void Add(int count, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> dW, Span<float> scratch)
    {
        scratch[.._image.Length].Clear();
        Span<float> transposed = scratch.Slice(_image.Length, TransposedLength), sums = scratch.Slice(_image.Length + TransposedLength, SumsLength);
        fixed (float* gradient = outputGradient, image = scratch, dY = transposed, sum = sums)
        fixed (int* places = _places)
        {
            for (int n = 0; n < count; n++)
            {
                if (n % SumLength == 0)
                    sums.Clear();

                _image.Write(input.Slice(n * _shape.InputSize, _shape.InputSize), scratch);
                Transposition.Write(_shape.Filters, _shape.OutputPixels, gradient + (nint)n * _shape.OutputSize, _shape.OutputPixels, dY, _shape.Filters);
                for (int row = 0; row < _shape.FilterSize; row++)
                    AddRow(dY, image + row * _image.RowPitch, places, sum + row * _image.RunLength);

                if (n % SumLength == SumLength - 1 || n == count - 1)
                    AddSums(sums, dW);
            }
        }
    }

    private void AddRow(float* dY, float* image, int* places, float* sums)
    {
        int pixels = _shape.OutputPixels, filters = _shape.Filters, tile = 2 * S.Count;
        for (int block = 0; block < _filterBlocks.Count; block++)
        {
            int top = _filterBlocks.Start(block), height = _filterBlocks.Size(block);
            float* c = sums + top * FilterLength;
            int left = 0;
            for (; left <= _image.RunLength - tile; left += tile)
                OuterProductTile<S, V>.Run(height, pixels, dY + top, filters, image + left, places, S.Count, c + left, FilterLength, S.Count, TileTarget.Accumulate);
            if (left < _image.RunLength)
                OuterProductTile<S, V>.RunHalf(height, pixels, dY + top, filters, image + left, places, c + left, FilterLength, TileTarget.Accumulate);
        }
    }

    private void AddSums(ReadOnlySpan<float> sums, Span<float> dW)
    {
        for (int k = 0; k < _shape.Filters; k++)
            _image.AddToFilter(sums.Slice(k * FilterLength, FilterLength), dW.Slice(k * _shape.PatchSize, _shape.PatchSize));
    }
}
