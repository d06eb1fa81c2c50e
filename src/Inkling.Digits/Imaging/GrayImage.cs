namespace Inkling.Digits.Imaging;

/// <summary>
/// An image of one byte a pixel, 0 black to 255 white, row by row without padding. Immutable, so any number of threads may share one.
/// </summary>
public sealed class GrayImage
{
    private readonly byte[] _pixels;

    /// <summary>Makes an image of a copy of the pixels.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Width · height bytes, row by row, 0 black to 255 white.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="ArgumentException">There are more or fewer pixels than width · height.</exception>
    public GrayImage(int width, int height, ReadOnlySpan<byte> pixels)
        : this(width, height, pixels.ToArray())
    {
    }

    /// <summary>Takes the array over: the caller must not keep it.</summary>
    internal GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException(
                $"Pixels of a {width}x{height} image: expected {(long)width * height} bytes, got {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How many columns, and rows, of the file one pixel stands for: 1 unless <see cref="ImageFile"/> read a large photo at a
    /// fraction of its size.</summary>
    public int Reduction { get; private init; } = 1;

    /// <summary>
    /// Red, green and blue of the file it was read from, each an image of this size; empty where they were not asked for. A network that reads colour
    /// is shown these, and of an image without them three times the gray one.
    /// </summary>
    public IReadOnlyList<GrayImage> Colors { get; internal init; } = [];

    /// <summary>All pixels, row by row; the pixel (x, y) is at y · <see cref="Width"/> + x. A view of the image's own memory.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>The brightness of one pixel.</summary>
    /// <param name="x">Column, 0-based from the left.</param>
    /// <param name="y">Row, 0-based from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the image.</exception>
    public byte this[int x, int y] => Row(y).Slice(x, 1)[0];

    /// <summary>One row, from left to right. A view of the image's own memory.</summary>
    /// <param name="y">Row, 0-based from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>The size, as in <c>640x480</c>.</summary>
    public override string ToString() => $"{Width}x{Height}";

    /// <summary>The same pixels as a fraction of a larger image.</summary>
    internal GrayImage AsReduction(int reduction, IReadOnlyList<GrayImage> colors) => new(Width, Height, _pixels) { Reduction = reduction, Colors = colors };

    /// <summary>Black becomes white and white black.</summary>
    internal GrayImage Inverted() => new(Width, Height, Array.ConvertAll(_pixels, pixel => (byte)(255 - pixel)));

    /// <summary>The image in the middle of a larger one of this brightness.</summary>
    internal GrayImage WithMargin(int margin, byte brightness) => Cropped(new(-margin, -margin, Width + (2 * margin), Height + (2 * margin)), brightness);

    /// <summary>A part of the image; what of it lies outside has the brightness that is given.</summary>
    internal GrayImage Cropped(PixelBox box, byte outside = 0)
    {
        var crop = new byte[box.Width * box.Height];
        Array.Fill(crop, outside);
        int left = Math.Max(0, box.X), count = Math.Min(Width, box.X + box.Width) - left;
        for (int y = Math.Max(0, box.Y); count > 0 && y < Math.Min(Height, box.Y + box.Height); y++)
            Row(y).Slice(left, count).CopyTo(crop.AsSpan(((y - box.Y) * box.Width) + left - box.X));
        return new(box.Width, box.Height, crop);
    }
}
