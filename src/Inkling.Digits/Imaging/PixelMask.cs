namespace Inkling.Digits.Imaging;

/// <summary>A set of pixels of an image: those that are ink, or a part of them.</summary>
internal sealed class PixelMask
{
    private readonly bool[] _set;

    private PixelMask(int width, int height, bool[] set)
    {
        (Width, Height, _set) = (width, height, set);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row by row; the pixel (x, y) is at y · width + x.</summary>
    public ReadOnlySpan<bool> Pixels => _set;

    public bool this[int x, int y] => _set[(y * Width) + x];

    /// <summary>The pixels of <paramref name="image"/> that are brighter than <paramref name="level"/>.</summary>
    public static PixelMask Above(GrayImage image, int level)
    {
        var pixels = image.Pixels.Span;
        var set = new bool[pixels.Length];
        for (int i = 0; i < set.Length; i++)
            set[i] = pixels[i] > level;
        return new PixelMask(image.Width, image.Height, set);
    }

    /// <summary>A mask of the same size with these pixels, given by their place in <see cref="Pixels"/>.</summary>
    public PixelMask Only(IEnumerable<int> pixels)
    {
        var set = new bool[_set.Length];
        foreach (int pixel in pixels)
            set[pixel] = true;
        return new PixelMask(Width, Height, set);
    }

    public PixelMask Without(PixelMask other)
    {
        var set = new bool[_set.Length];
        for (int i = 0; i < set.Length; i++)
            set[i] = _set[i] && !other._set[i];
        return new PixelMask(Width, Height, set);
    }

    /// <summary>Columns become rows.</summary>
    public PixelMask Transposed()
    {
        var set = new bool[_set.Length];
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i++)
                set[(x * Height) + y] = _set[i];
        }

        return new PixelMask(Height, Width, set);
    }

    /// <summary>The pixels and those up to <paramref name="reach"/> columns and rows from one.</summary>
    public PixelMask Dilated(int reach)
    {
        var set = new bool[_set.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (this[x, y])
                    SetBlock(set, x, y, reach);
            }
        }

        return new PixelMask(Width, Height, set);
    }

    /// <summary>The image where the mask is set, 0 elsewhere.</summary>
    public GrayImage Cut(GrayImage image)
    {
        var pixels = image.Pixels.Span;
        var cut = new byte[pixels.Length];
        for (int i = 0; i < cut.Length; i++)
            cut[i] = _set[i] ? pixels[i] : (byte)0;
        return new GrayImage(Width, Height, cut);
    }

    private void SetBlock(bool[] set, int x, int y, int reach)
    {
        int left = Math.Max(0, x - reach), right = Math.Min(Width - 1, x + reach);
        for (int row = Math.Max(0, y - reach); row <= Math.Min(Height - 1, y + reach); row++)
            set.AsSpan((row * Width) + left, right - left + 1).Fill(true);
    }
}
