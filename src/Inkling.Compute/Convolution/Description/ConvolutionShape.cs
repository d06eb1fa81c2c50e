namespace Inkling.Compute;

/// <summary>The extents of a two-dimensional convolution of one image.</summary>
/// <remarks>
/// Legend: C channels, H×W input rows and columns, K filters, F filter size (F×F), D dilation, G groups, P the pixels of one output plane.
/// </remarks>
/// <param name="Channels">C, input channels.</param>
/// <param name="Height">H, input rows.</param>
/// <param name="Width">W, input columns.</param>
/// <param name="Filters">K, output channels.</param>
/// <param name="FilterSize">F, rows and columns of a filter.</param>
/// <param name="Stride">Input pixels from one output pixel to the next, 1 or more.</param>
/// <param name="Padding">Zeros added on each side of the input, 0 or more.</param>
/// <param name="Dilation">D, input pixels from one cell of a filter to the next, 1 or more.</param>
/// <param name="Groups">
/// G, a divisor of C and K: filters and channels are cut into so many groups, and a filter reads the channels of its own group alone.
/// </param>
internal readonly record struct ConvolutionShape(
    int Channels, int Height, int Width, int Filters, int FilterSize, int Stride = 1, int Padding = 0, int Dilation = 1, int Groups = 1)
{
    /// <summary>Rows and columns of input that a filter spans: D·(F − 1) + 1.</summary>
    public int FilterSpan => Dilation * (FilterSize - 1) + 1;

    /// <summary>Rows of an output plane: ⌊(H + 2·padding − span) / stride⌋ + 1.</summary>
    public int OutputHeight => (Height + 2 * Padding - FilterSpan) / Stride + 1;

    /// <summary>Columns of an output plane: ⌊(W + 2·padding − span) / stride⌋ + 1.</summary>
    public int OutputWidth => (Width + 2 * Padding - FilterSpan) / Stride + 1;

    /// <summary>P, the pixels of an output plane.</summary>
    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>Values of one input image, C·H·W.</summary>
    public int InputSize => Channels * Height * Width;

    /// <summary>Values of one output image, K·P.</summary>
    public int OutputSize => Filters * OutputPixels;

    /// <summary>Input values one output value is a weighted sum of, C/G·F·F.</summary>
    public int PatchSize => Channels / Groups * FilterSize * FilterSize;

    /// <summary>Weights of all filters, K·C/G·F·F.</summary>
    public int WeightCount => Filters * PatchSize;

    /// <summary>Whether the gradient of the input is a convolution itself: <see cref="Mirrored"/>.</summary>
    internal bool HasMirror => this is { Stride: 1, Dilation: 1, Groups: 1 } && Padding < FilterSize;

    /// <summary>Whether the output is as large as the input, and larger than it would be without padding.</summary>
    internal bool KeepsSize => HasMirror && Padding > 0 && 2 * Padding == FilterSize - 1;

    /// <summary>The convolution that gives the gradient of the input: of the gradient of the output, with the filters turned round.</summary>
    internal ConvolutionShape Mirrored => new(Filters, OutputHeight, OutputWidth, Channels, FilterSize, Padding: FilterSize - 1 - Padding);

    /// <summary>The extents of one group on its own.</summary>
    internal ConvolutionShape OneGroup => this with { Channels = Channels / Groups, Filters = Filters / Groups, Groups = 1 };

    /// <summary><c>1×28×28, 20 filters of 5×5, stride 1, padding 0</c>; unlike the derived extents, defined for every setting.</summary>
    public override string ToString() =>
        $"{Channels}×{Height}×{Width}, {Filters} filters of {FilterSize}×{FilterSize}, stride {Stride}, padding {Padding}"
        + (Dilation == 1 ? "" : $", dilation {Dilation}")
        + (Groups == 1 ? "" : $", {Groups} groups");

    internal void Check()
    {
        if (Channels < 1 || Height < 1 || Width < 1 || Filters < 1 || FilterSize < 1 || Stride < 1 || Padding < 0 || Dilation < 1 || Groups < 1)
            throw new ArgumentException($"convolution: expected positive extents, got {this}");
        if (Channels % Groups != 0 || Filters % Groups != 0)
            throw new ArgumentException($"convolution: expected channels and filters that {Groups} groups divide, got {Channels} and {Filters}");
        long span = Dilation * (FilterSize - 1L) + 1;
        if (Height + 2L * Padding < span || Width + 2L * Padding < span)
        {
            string spanning = Dilation == 1 ? "" : $", spanning {span}×{span},";
            throw new ArgumentException(
                $"convolution: filter {FilterSize}×{FilterSize}{spanning} is larger than the padded input {Height + 2L * Padding}×{Width + 2L * Padding}");
        }

        if (!FitsOffsets())
            throw new ArgumentException($"convolution: too large for 32-bit offsets: {this}");
    }

    // The largest things that are addressed: input, output, both layouts of the weights, and the scratch memory of each pass, with the padding of its rows.
    private bool FitsOffsets()
    {
        const int Tile = 32;
        if (Math.Max(Height, Width) + 2L * Padding > int.MaxValue)
            return false;

        Int128 patch = (Int128)Channels / Groups * FilterSize * FilterSize, pixels = (Int128)OutputHeight * OutputWidth;
        Int128 input = (Int128)Channels * Height * Width, output = Filters * pixels;
        Int128 packed = 2 * Filters * patch;
        Int128 rows = (Int128)Math.Min(Stride, FilterSpan) * (OutputHeight + (FilterSpan - 1) / Stride);
        Int128 scratch = (Int128)Channels / Groups * FilterSize * rows * OutputWidth + Tile + Filters * (pixels + Tile - 1);
        Int128 channels = (Int128)Channels / Groups * 4 / 3 + Tile, padded = (Height + 2 * (Int128)Padding) * (Width + 2 * (Int128)Padding);
        Int128 outerProducts = padded * channels + Filters * (pixels + (Int128)FilterSize * (FilterSize * channels + Tile));
        return Int128.Max(Int128.Max(input, output), Int128.Max(packed, Int128.Max(scratch, outerProducts))) <= int.MaxValue;
    }
}
