using System.Runtime.CompilerServices;

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
                Load(row, quads, out V d0, out V d1, out V d2, out V d3, out V d4, out V d5);
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

    // Of a row of the tiles, each value of theirs: d0 is the first of every tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* row, int* quads, out V d0, out V d1, out V d2, out V d3, out V d4, out V d5)
    {
        if (M == 2)
        {
            V left = Q.Load(row, quads), middle = Q.Load(row + Quad, quads), right = Q.Load(row + 2 * Quad, quads);
            (d0, d1, d4, d5) = (Q.Even(left, middle), Q.Odd(left, middle), Q.Even(middle, right), Q.Odd(middle, right));
            (d2, d3) = (Q.Middle(d0, d4), Q.Middle(d1, d5));
            return;
        }

        (d0, d1, d2, d3) = (Q.Load(row, quads), Q.Load(row + Quad, quads), Q.Load(row + 2 * Quad, quads), Q.Load(row + 3 * Quad, quads));
        Transpose(ref d0, ref d1, ref d2, ref d3);
        V behind = Q.Load(row + 4 * Quad, quads);
        (d4, d5) = (Q.Next(d0, behind), Q.Next(d1, Q.Odd(behind, behind)));
    }

    // In every quad of the four registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref V a, ref V b, ref V c, ref V d)
    {
        V lowAC = Q.InterleaveLow(a, c), lowBD = Q.InterleaveLow(b, d), highAC = Q.InterleaveHigh(a, c), highBD = Q.InterleaveHigh(b, d);
        (a, b, c, d) = (Q.InterleaveLow(lowAC, lowBD), Q.InterleaveHigh(lowAC, lowBD), Q.InterleaveLow(highAC, highBD), Q.InterleaveHigh(highAC, highBD));
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
        float* rows = stackalloc float[M * N * Lanes], pixels = stackalloc float[4 * Lanes];
        QuadPlace* places = stackalloc QuadPlace[QuadsPerRegister];
        for (int q = 0; q < quads; q++)
            places[q] = PlaceOf(firstQuad + q);
        int size = OutputHeight * OutputWidth, rowStep = N * Lanes;
        for (int k = 0; k < Shape.Filters; k++, sums += Columns, output += size)
        {
            V start = S.Broadcast(bias[k]);
            if (M == 2)
            {
                // The sums of all columns stay in registers.
                nint step = SumStep;
                TransformColumn(sums, step, out V a0, out V b0, out _, out _);
                TransformColumn(sums + step, step, out V a1, out V b1, out _, out _);
                TransformColumn(sums + 2 * step, step, out V a2, out V b2, out _, out _);
                TransformColumn(sums + 3 * step, step, out V a3, out V b3, out _, out _);
                V a4 = a0, a5 = a0, b4 = b0, b5 = b0;
                if (N > 4)
                {
                    TransformColumn(sums + 4 * step, step, out a4, out b4, out _, out _);
                    TransformColumn(sums + 5 * step, step, out a5, out b5, out _, out _);
                }

                T.Output<S, V>(a0, a1, a2, a3, a4, a5, out V topLeft, out V topRight, out _, out _);
                T.Output<S, V>(b0, b1, b2, b3, b4, b5, out V bottomLeft, out V bottomRight, out _, out _);
                StoreRows(0, topLeft, topRight, default, default, bottomLeft, bottomRight, default, default, start, least, pixels, places, quads, output);
                continue;
            }

            for (int j = 0; j < N; j++)
            {
                TransformColumn(sums + j * (nint)SumStep, SumStep, out V first, out V second, out V third, out V fourth);
                float* column = rows + j * Lanes;
                S.Store(first, column);
                S.Store(second, column + rowStep);
                S.Store(third, column + 2 * rowStep);
                S.Store(fourth, column + 3 * rowStep);
            }

            for (int r = 0; r < M; r += 2)
            {
                TransformRow(rows + r * rowStep, out V a0, out V a1, out V a2, out V a3);
                TransformRow(rows + (r + 1) * rowStep, out V b0, out V b1, out V b2, out V b3);
                StoreRows(r, a0, a1, a2, a3, b0, b1, b2, b3, start, least, pixels, places, quads, output);
            }
        }
    }

    // Sums of one column of the tiles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(float* m, nint step, out V first, out V second, out V third, out V fourth)
    {
        nint next = N * step;
        V m0 = S.Load(m), m4 = m0, m5 = m0;
        if (N > 4)
            (m4, m5) = (S.Load(m + 4 * next), S.Load(m + 5 * next));
        T.Output<S, V>(m0, S.Load(m + next), S.Load(m + 2 * next), S.Load(m + 3 * next), m4, m5, out first, out second, out third, out fourth);
    }

    // Of one row of the tiles, whose columns are summed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformRow(float* m, out V first, out V second, out V third, out V fourth) =>
        T.Output<S, V>(
            S.Load(m), S.Load(m + Lanes), S.Load(m + 2 * Lanes), S.Load(m + 3 * Lanes), S.Load(m + 4 * Lanes), S.Load(m + 5 * Lanes),
            out first, out second, out third, out fourth);

    // Two rows of the tiles, or what pooling leaves of them, with the bias, rectified.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreRows(int row, V a0, V a1, V a2, V a3, V b0, V b1, V b2, V b3, V start, V least, float* pixels, QuadPlace* places, int quads, float* output)
    {
        if (PoolsRows)
        {
            StoreRow(row / 2, Most(a0, b0), Most(a1, b1), Most(a2, b2), Most(a3, b3), start, least, pixels, places, quads, output);
            return;
        }

        StoreRow(row, a0, a1, a2, a3, start, least, pixels, places, quads, output);
        StoreRow(row + 1, b0, b1, b2, b3, start, least, pixels, places, quads, output);
    }

    // The pixels of a tile side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreRow(int row, V a, V b, V c, V d, V start, V least, float* pixels, QuadPlace* places, int quads, float* output)
    {
        int columns = M;
        if (PoolsColumns)
        {
            (a, b) = (Most(a, b), M > 2 ? Most(c, d) : a);
            columns /= 2;
        }

        // What is largest stays so, whatever is added to all.
        a = Most(S.Add(a, start), least);
        if (columns > 1)
            b = Most(S.Add(b, start), least);
        if (columns > 2)
            (c, d) = (Most(S.Add(c, start), least), Most(S.Add(d, start), least));
        if (columns == 2)
            (a, b) = (Q.InterleaveLow(a, b), Q.InterleaveHigh(a, b));
        else if (columns == 4)
            Transpose(ref a, ref b, ref c, ref d);
        S.Store(a, pixels);
        if (columns > 1)
            S.Store(b, pixels + Lanes);
        if (columns > 2)
        {
            S.Store(c, pixels + 2 * Lanes);
            S.Store(d, pixels + 3 * Lanes);
        }

        for (int q = 0; q < quads; q++)
            places[q].Store(row, pixels + q * Quad, Lanes, output, OutputWidth);
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
        int image = quad / _quadsPerImage, place = quad % _quadsPerImage, rows = PoolsRows ? M / 2 : M, columns = PoolsColumns ? QuadWidth / 2 : QuadWidth;
        int row = rows * (place / _quadsPerRow), left = columns * (place % _quadsPerRow);
        return new(image * OutputSize + row * OutputWidth + left, Math.Min(rows, OutputHeight - row), Math.Min(columns, OutputWidth - left));
    }
}
