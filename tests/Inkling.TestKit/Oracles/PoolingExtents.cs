namespace Inkling.TestKit;

/// <summary>The extents of pooling: so many planes of H×W, each on its own.</summary>
public sealed record PoolingExtents(int Planes, int Height, int Width, int Size, int Stride, int Padding = 0, bool CeilMode = false)
{
    /// <summary>Rows of the output.</summary>
    public int OutputHeight => Windows(Height);

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => Windows(Width);

    /// <summary>Planes·H·W.</summary>
    public int InputLength => Planes * Height * Width;

    /// <summary>Planes·H'·W'.</summary>
    public int OutputLength => Planes * OutputHeight * OutputWidth;

    /// <summary>The indices of the input that an output's window covers, in reading order.</summary>
    public IEnumerable<int> Window(int output)
    {
        int plane = output / (OutputHeight * OutputWidth);
        int top = output / OutputWidth % OutputHeight * Stride - Padding, left = output % OutputWidth * Stride - Padding;
        for (int i = Math.Max(0, top); i < Math.Min(top + Size, Height); i++)
        {
            for (int j = Math.Max(0, left); j < Math.Min(left + Size, Width); j++)
                yield return (plane * Height + i) * Width + j;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"n{Planes}h{Height}w{Width}k{Size}s{Stride}p{Padding}{(CeilMode ? "-ceil" : "")}";

    // Counts windows one by one. Without ceil mode they must lie inside the padded plane; with it, the first that reaches its end still counts,
    // unless it starts behind the image.
    private int Windows(int extent)
    {
        int count = 0;
        for (int start = -Padding; ; start += Stride)
        {
            bool fits = start + Size <= extent + Padding;
            bool previousReachedEnd = count > 0 && start - Stride + Size >= extent + Padding;
            if (!(fits || (CeilMode && !previousReachedEnd && start < extent)))
                return count;
            count++;
        }
    }
}
