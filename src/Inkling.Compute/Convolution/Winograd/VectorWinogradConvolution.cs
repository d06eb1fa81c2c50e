using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>
/// The plan with vectors. Tiles lie along the lanes, four neighbours of a row to a quad; for as many as two registers hold, the inputs of all channels are
/// transformed, then every one of the N² values of a tile is a matrix product of its own, filters by channels by tiles, in the tiles of <c>Gemm/</c>,
/// and the sums of all filters are transformed back.
/// </summary>
/// <remarks>
/// Legend: K filters, C channels, N = F + 1. Scratch memory: padded planes of a few images, transformed inputs [N², C, two registers], sums
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
    private readonly int[] _channelRows;

    // Where the inputs of a quad begin, for the quads of as many images as are computed together, and as many more as the last registers have.
    private readonly int[] _from;

    public VectorWinogradConvolution(in ConvolutionShape shape, TilePooling pooling)
        : base(shape, pooling)
    {
        _tileRows = (shape.OutputHeight + 1) / 2;
        _quadsPerRow = (shape.OutputWidth + 2 * Quad - 1) / (2 * Quad);
        _quadsPerImage = _tileRows * _quadsPerRow;
        _imagesTogether = Math.Max(1, QuadsTogether / _quadsPerImage);

        // Of each row of a quad, twelve values are loaded.
        _planeWidth = 2 * Quad * (_quadsPerRow - 1) + 3 * Quad;
        _planeHeight = 2 * (_tileRows - 1) + N;
        _filterBlocks = new Blocks(shape.Filters, OuterProductTile<S, V>.MaxRows);
        _channelRows = [.. Enumerable.Range(0, shape.Channels).Select(c => c * Columns)];
        _from = [.. Enumerable.Range(0, _imagesTogether * _quadsPerImage + QuadsTogether).Select(From)];
    }

    private static int N => T.Size;

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
        return image * PaddedSize + 2 * (place / _quadsPerRow) * _planeWidth + 2 * Quad * (place % _quadsPerRow);
    }

    public override void PackFilters(ReadOnlySpan<float> weights, FilterLayout layout, Span<float> packed) =>
        WinogradFilters<S, V, T>.Pack(Shape, _filterBlocks, weights, layout, packed);

    private protected override void ForwardCore(
        int count, ReadOnlySpan<float> input, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, bool rectifies, Span<float> output, Span<float> scratch)
    {
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
                        TransformInputs(padded, from + quad + r * QuadsPerRegister, transformed + r * Lanes);
                    Multiply(w, transformed, rows, registers, sums);
                    for (int r = 0; r < registers; r++)
                    {
                        int first = quad + r * QuadsPerRegister;
                        TransformOutputs(sums + r * Lanes, b, rectifies, first, Math.Min(QuadsPerRegister, quads - first), y + (nint)n * OutputSize);
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

    // Bᵀ·d·B of one register of tiles, channel by channel.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInputs(float* padded, int* quads, float* transformed)
    {
        float* rows = stackalloc float[Values * Lanes];
        nint step = InputStep;
        for (int c = 0; c < Shape.Channels; c++, padded += PlaneSize, transformed += Columns)
        {
            float* row = padded;
            for (int i = 0; i < N; i++, row += _planeWidth)
            {
                V left = Q.Load(row, quads), middle = Q.Load(row + Quad, quads), right = Q.Load(row + 2 * Quad, quads);
                V d0 = Q.Even(left, middle), d1 = Q.Odd(left, middle), d4 = Q.Even(middle, right), d5 = Q.Odd(middle, right);
                V d2 = Q.Middle(d0, d4), d3 = Q.Middle(d1, d5);
                T.Input<S, V>(ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);
                Store(d0, d1, d2, d3, d4, d5, rows + i * N * Lanes, Lanes);
            }

            for (int j = 0; j < N; j++)
            {
                float* column = rows + j * Lanes;
                nint next = N * Lanes;
                V d0 = S.Load(column), d1 = S.Load(column + next), d2 = S.Load(column + 2 * next), d3 = S.Load(column + 3 * next), d4 = d0, d5 = d0;
                if (N > 4)
                    (d4, d5) = (S.Load(column + 4 * next), S.Load(column + 5 * next));
                T.Input<S, V>(ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);
                Store(d0, d1, d2, d3, d4, d5, transformed + j * step, N * step);
            }
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

    // Aᵀ·m·A of one register of tiles, filter by filter.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformOutputs(float* sums, float* bias, bool rectifies, int firstQuad, int quads, float* output)
    {
        V least = S.Broadcast(rectifies ? 0f : float.NegativeInfinity);
        float* pixels = stackalloc float[4 * Lanes];
        QuadPlace* places = stackalloc QuadPlace[QuadsPerRegister];
        for (int q = 0; q < quads; q++)
            places[q] = PlaceOf(firstQuad + q);
        int size = OutputHeight * OutputWidth;
        nint step = SumStep;
        for (int k = 0; k < Shape.Filters; k++, sums += Columns, output += size)
        {
            Column(sums, step, 0, out V a0, out V b0);
            Column(sums, step, 1, out V a1, out V b1);
            Column(sums, step, 2, out V a2, out V b2);
            Column(sums, step, 3, out V a3, out V b3);
            V a4 = a0, a5 = a0, b4 = b0, b5 = b0;
            if (N > 4)
            {
                Column(sums, step, 4, out a4, out b4);
                Column(sums, step, 5, out a5, out b5);
            }

            T.Output<S, V>(a0, a1, a2, a3, a4, a5, out V topLeft, out V topRight);
            T.Output<S, V>(b0, b1, b2, b3, b4, b5, out V bottomLeft, out V bottomRight);
            V start = S.Broadcast(bias[k]);
            topLeft = Most(S.Add(topLeft, start), least);
            topRight = Most(S.Add(topRight, start), least);
            bottomLeft = Most(S.Add(bottomLeft, start), least);
            bottomRight = Most(S.Add(bottomRight, start), least);
            if (PoolsRows)
            {
                topLeft = Most(topLeft, bottomLeft);
                topRight = Most(topRight, bottomRight);
            }

            if (PoolsColumns)
            {
                S.Store(Most(topLeft, topRight), pixels);
                for (int q = 0; q < quads; q++)
                    places[q].StorePooled(pixels + q * Quad, output);
                continue;
            }

            S.Store(topLeft, pixels);
            S.Store(topRight, pixels + Lanes);
            S.Store(bottomLeft, pixels + 2 * Lanes);
            S.Store(bottomRight, pixels + 3 * Lanes);
            for (int q = 0; q < quads; q++)
                places[q].Store(pixels + q * Quad, Lanes, output, OutputWidth);
        }
    }

    // Sums of one column of a tile, of all its rows, to two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(float* sums, nint step, int j, out V first, out V second)
    {
        float* m = sums + j * step;
        nint next = N * step;
        V m0 = S.Load(m), m4 = m0, m5 = m0;
        if (N > 4)
            (m4, m5) = (S.Load(m + 4 * next), S.Load(m + 5 * next));
        T.Output<S, V>(m0, S.Load(m + next), S.Load(m + 2 * next), S.Load(m + 3 * next), m4, m5, out first, out second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Most(V a, V b) => S.Select(S.StaysMaximum(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V d0, V d1, V d2, V d3, V d4, V d5, float* to, nint step)
    {
        S.Store(d0, to);
        S.Store(d1, to + step);
        S.Store(d2, to + 2 * step);
        S.Store(d3, to + 3 * step);
        if (N > 4)
        {
            S.Store(d4, to + 4 * step);
            S.Store(d5, to + 5 * step);
        }
    }

    private QuadPlace PlaceOf(int quad)
    {
        int image = quad / _quadsPerImage, place = quad % _quadsPerImage, rows = PoolsRows ? 1 : 2, columns = PoolsColumns ? Quad : 2 * Quad;
        int row = rows * (place / _quadsPerRow), left = columns * (place % _quadsPerRow);
        return new(image * OutputSize + row * OutputWidth + left, Math.Min(rows, OutputHeight - row), Math.Min(columns, OutputWidth - left));
    }
}
