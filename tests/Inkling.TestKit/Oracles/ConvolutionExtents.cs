namespace Inkling.TestKit;

/// <summary>The extents of a convolution of a batch: N images of C×H×W, K filters of F×F.</summary>
public sealed record ConvolutionExtents(int Count, int Channels, int Height, int Width, int Filters, int FilterSize, int Stride = 1, int Padding = 0)
{
    /// <summary>Rows of the output.</summary>
    public int OutputHeight => (Height + 2 * Padding - FilterSize) / Stride + 1;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => (Width + 2 * Padding - FilterSize) / Stride + 1;

    /// <summary>N·C·H·W.</summary>
    public int InputLength => Count * Channels * Height * Width;

    /// <summary>N·K·H'·W'.</summary>
    public int OutputLength => Count * Filters * OutputHeight * OutputWidth;

    /// <summary>K·C·F·F.</summary>
    public int WeightLength => Filters * Channels * FilterSize * FilterSize;

    /// <inheritdoc/>
    public override string ToString() => $"n{Count}c{Channels}h{Height}w{Width}k{Filters}f{FilterSize}s{Stride}p{Padding}";
}
