namespace Inkling.TestKit;

/// <summary>The extents of a convolution of a batch: N images of C×H×W, K filters of F×F in G groups.</summary>
public sealed record ConvolutionExtents(
    int Count, int Channels, int Height, int Width, int Filters, int FilterSize, int Stride = 1, int Padding = 0, int Dilation = 1, int Groups = 1)
{
    /// <summary>Rows of the output.</summary>
    public int OutputHeight => Positions(Height);

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => Positions(Width);

    /// <summary>Channels that one filter reads.</summary>
    public int ChannelsPerFilter => Channels / Groups;

    /// <summary>N·C·H·W.</summary>
    public int InputLength => Count * Channels * Height * Width;

    /// <summary>N·K·H'·W'.</summary>
    public int OutputLength => Count * Filters * OutputHeight * OutputWidth;

    /// <summary>K·C/G·F·F.</summary>
    public int WeightLength => Filters * ChannelsPerFilter * FilterSize * FilterSize;

    /// <inheritdoc/>
    public override string ToString() => $"n{Count}c{Channels}h{Height}w{Width}k{Filters}f{FilterSize}s{Stride}p{Padding}d{Dilation}g{Groups}";

    // Counts the places where the filter's first and last cell lie in the padded image.
    private int Positions(int extent)
    {
        int count = 0;
        while (count * Stride + (FilterSize - 1) * Dilation < extent + 2 * Padding)
            count++;
        return count;
    }
}
