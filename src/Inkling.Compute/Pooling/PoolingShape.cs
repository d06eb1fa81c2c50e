namespace Inkling.Compute;

/// <summary>The extents of two-dimensional pooling; every plane (channel of an image) is pooled on its own.</summary>
/// <param name="Height">H, input rows.</param>
/// <param name="Width">W, input columns.</param>
/// <param name="Size">Rows and columns of the window.</param>
/// <param name="Stride">Input pixels from one window to the next.</param>
/// <param name="Padding">Cells outside the image on each side that a window may cover; they never take part. Less than <paramref name="Size"/>.</param>
/// <param name="CeilMode">True: a window that reaches beyond the last row or column still counts, if it starts inside the image or its left padding.</param>
internal readonly record struct PoolingShape(int Height, int Width, int Size, int Stride, int Padding = 0, bool CeilMode = false)
{
    /// <summary>Rows of an output plane.</summary>
    public int OutputHeight => Output(Height);

    /// <summary>Columns of an output plane.</summary>
    public int OutputWidth => Output(Width);

    /// <summary>Pixels of an input plane.</summary>
    public int InputSize => Height * Width;

    /// <summary>Pixels of an output plane.</summary>
    public int OutputSize => OutputHeight * OutputWidth;

    /// <summary><c>24×24, window 2×2, stride 2, padding 0</c>; unlike the derived extents, defined for every setting.</summary>
    public override string ToString() =>
        $"{Height}×{Width}, window {Size}×{Size}, stride {Stride}, padding {Padding}{(CeilMode ? ", ceil mode" : "")}";

    /// <summary>The rows of the input that window row <paramref name="y"/> covers, as a half-open range.</summary>
    internal (int Start, int End) Rows(int y) => Clip(y, Height);

    /// <summary>The columns of the input that window column <paramref name="x"/> covers, as a half-open range.</summary>
    internal (int Start, int End) Columns(int x) => Clip(x, Width);

    internal void Check()
    {
        if (Height < 1 || Width < 1 || Size < 1 || Stride < 1)
            throw new ArgumentException($"pooling: expected positive extents, got {this}");
        if (Padding < 0 || Padding >= Size)
            throw new ArgumentException($"pooling: expected a padding of 0..{Size - 1} for a window of {Size}, got {Padding}");
        if (Height + 2 * Padding < Size || Width + 2 * Padding < Size)
            throw new ArgumentException($"pooling: window {Size}×{Size} is larger than the padded input {Height + 2 * Padding}×{Width + 2 * Padding}");
    }

    private int Output(int extent)
    {
        int room = extent + 2 * Padding - Size;
        if (!CeilMode)
            return room / Stride + 1;

        int windows = (room + Stride - 1) / Stride + 1;
        return (windows - 1) * Stride >= extent + Padding ? windows - 1 : windows;
    }

    private (int Start, int End) Clip(int window, int extent)
    {
        int start = window * Stride - Padding;
        return (Math.Max(start, 0), Math.Min(start + Size, extent));
    }
}
