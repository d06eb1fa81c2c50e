namespace Inkling.Compute;

/// <summary>
/// The plan with vectors. Tiles lie along the lanes, four neighbours of a row to a quad; for as many as two registers hold, the inputs of all channels are
/// transformed, then every one of the N² values of a tile is a matrix product of its own, filters by channels by tiles, in the tiles of <c>Gemm/</c>,
/// and the sums of all filters are transformed back.
/// </summary>
/// <remarks>
/// Legend: K filters, C channels, M×M outputs and N×N inputs of a tile. Scratch memory: padded planes of a few images, transformed inputs [N², C, two registers], sums
/// [N², K, two registers].
/// </remarks>
internal sealed unsafe class VectorWinogradConvolution<S, V, Q, T> : WinogradConvolution
    where S : struct, ILanes<V>
    where V : struct
    where Q : struct, IQuads<V>
    where T : struct, IWinogradTile
{
    private const int Quad = 4;

    private readonly int _tileRows, _quadsPerRow, _quadsPerImage, _planeWidth, _planeHeight, _imagesTogether;
    private readonly Blocks _filterBlocks;
    private readonly WinogradOutputs<S, V, Q, T> _outputs;
    private readonly int[] _channelRows;

    // Where the inputs of a quad begin, for the quads of as many images as are computed together, and as many more as the last registers have.
    private readonly int[] _from;

    public VectorWinogradConvolution(in ConvolutionShape shape, TilePooling pooling)
        : base(shape, pooling)
    {
        _tileRows = (shape.OutputHeight + M - 1) / M;
        _quadsPerRow = (shape.OutputWidth + QuadWidth - 1) / QuadWidth;
        _quadsPerImage = _tileRows * _quadsPerRow;
        _imagesTogether = Math.Max(1, QuadsTogether / _quadsPerImage);

        // Of each row of a quad, four more values are loaded than it has outputs.
        _planeWidth = QuadWidth * _quadsPerRow + Quad;
        _planeHeight = M * (_tileRows - 1) + N;
        _filterBlocks = new Blocks(shape.Filters, OuterProductTile<S, V>.MaxRows);
        _outputs = new(shape.Filters, OutputWidth, OutputHeight * OutputWidth, SumStep, pooling);
        _channelRows = [.. Enumerable.Range(0, shape.Channels).Select(c => c * Columns)];
        _from = [.. Enumerable.Range(0, _imagesTogether * _quadsPerImage + QuadsTogether).Select(From)];
    }

    private static int M => T.Outputs;

    private static int N => T.Size;

    private static int QuadWidth => M * Quad;

    private static int Values => N * N;

    private static int Lanes => S.Count;

    private static int Columns => 2 * Lanes;

    private static int QuadsPerRegister => Lanes / Quad;

    private static int QuadsTogether => Columns / Quad;

    public override int PackedLength => checked(Values * Shape.Filters * Shape.Channels);

    public override int ScratchLength => checked(PaddedLength + Values * (InputStep + SumStep));

    // From one value of the tiles to the next. One line more than all channels take: with a power of two, the values of a tile would push each other out of the cache.
    private int InputStep => checked(Shape.Channels * Columns + Lanes);

    private int SumStep => checked(Shape.Filters * Columns + Lanes);

    private int PlaneSize => checked(_planeHeight * _planeWidth);

    private int PaddedSize => checked(Shape.Channels * PlaneSize);

    // What lies behind begins where a register does.
    private int PaddedLength => checked(_imagesTogether * PaddedSize + Lanes - 1) / Lanes * Lanes;

    private int From(int quad)
    {
        int image = Math.Min(quad / _quadsPerImage, _imagesTogether - 1), place = Math.Min(quad - image * _quadsPerImage, _quadsPerImage - 1);
        return image * PaddedSize + M * (place / _quadsPerRow) * _planeWidth + QuadWidth * (place % _quadsPerRow);
    }

    public override void PackFilters(ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed) =>
        WinogradFilters<S, V, T>.Pack(Shape, _filterBlocks, weights, layout, packed);

    private protected override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, bool rectifies, Span<float> output, Span<float> scratch)
    {
        QuadPlace* places = stackalloc QuadPlace[QuadsPerRegister];
        fixed (float* x = input, w = packed, b = bias, y = output, padded = scratch)
        fixed (int* from = _from, rows = _channelRows)
        {
            float* transformed = padded + PaddedLength, sums = transformed + Values * InputStep;
            scratch[..PaddedLength].Clear();
            for (int n = 0; n < count; n += _imagesTogether)
            {
                int images = Math.Min(_imagesTogether, count - n), quads = images * _quadsPerImage;
                Pad(x + (nint)n * Shape.InputSize, images, padded);
                for (int quad = 0; quad < quads; quad += QuadsTogether)
                {
                    int together = Math.Min(QuadsTogether, quads - quad), registers = (together + QuadsPerRegister - 1) / QuadsPerRegister;
                    for (int r = 0; r < registers; r++)
                        WinogradInputs<S, V, Q, T>.Transform(Shape.Channels, PlaneSize, _planeWidth, padded, from + quad + r * QuadsPerRegister, transformed + r * Lanes, InputStep);
                    Multiply(w, transformed, rows, registers, sums);
                    for (int r = 0; r < registers; r++)
                    {
                        int first = quad + r * QuadsPerRegister, valid = Math.Min(QuadsPerRegister, quads - first);
                        for (int q = 0; q < valid; q++)
                            places[q] = PlaceOf(first + q);
                        _outputs.Transform(sums + r * Lanes, b, rectifies, places, valid, y + (nint)n * OutputSize);
                    }
                }
            }
        }
    }

    // The border stays as it was cleared.
    private void Pad(float* x, int images, float* padded)
    {
        int width = Shape.Width, rows = Math.Min(Shape.Height, _planeHeight - Shape.Padding), columns = Math.Min(width, _planeWidth - Shape.Padding);
        for (int plane = 0; plane < images * Shape.Channels; plane++)
        {
            float* from = x + (nint)plane * Shape.Height * width, to = padded + (nint)plane * PlaneSize + Shape.Padding * _planeWidth + Shape.Padding;
            for (int row = 0; row < rows; row++, from += width, to += _planeWidth)
                ShortCopy.Copy(from, to, columns);
        }
    }

    private void Multiply(float* weights, float* transformed, int* rows, int registers, float* sums)
    {
        int channels = Shape.Channels;
        for (int value = 0; value < Values; value++, weights += Shape.Filters * channels, transformed += InputStep, sums += SumStep)
        {
            for (int block = 0; block < _filterBlocks.Count; block++)
            {
                int top = _filterBlocks.Start(block), height = _filterBlocks.Size(block);
                float* panel = weights + top * channels, c = sums + top * Columns;
                if (registers > 1)
                    OuterProductTile<S, V>.Run(height, channels, panel, height, transformed, rows, Lanes, c, Columns, Lanes, TileTarget.Overwrite);
                else
                    OuterProductTile<S, V>.RunHalf(height, channels, panel, height, transformed, rows, c, Columns, TileTarget.Overwrite);
            }
        }
    }

    private QuadPlace PlaceOf(int quad)
    {
        int image = quad / _quadsPerImage, place = quad % _quadsPerImage, rows = PoolsRows ? M / 2 : M, columns = PoolsColumns ? QuadWidth / 2 : QuadWidth;
        int row = rows * (place / _quadsPerRow), left = columns * (place % _quadsPerRow);
        return new(image * OutputSize + row * OutputWidth + left, Math.Min(rows, OutputHeight - row), Math.Min(columns, OutputWidth - left));
    }
}
