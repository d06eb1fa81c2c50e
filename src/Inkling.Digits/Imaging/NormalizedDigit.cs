namespace Inkling.Digits.Imaging;

/// <summary>
/// What a network is given of an image. Of a digit, a field of 28x28 as in MNIST, with the digit, at most 20x20, at its centre of mass, and what the
/// normaliser decided on the way; for a network that reads whole images, one of these. Immutable.
/// </summary>
public sealed class NormalizedDigit
{
    /// <summary>The side of a digit's field, in pixels.</summary>
    public const int Size = 28;

    internal NormalizedDigit(byte[] pixels, Polarity polarity, int threshold, PixelBox box)
        : this(pixels, Size, box)
    {
        Polarity = polarity;
        Threshold = threshold;
    }

    /// <summary>A whole image.</summary>
    internal NormalizedDigit(byte[] pixels, int width, PixelBox box)
    {
        Pixels = pixels;
        Width = width;
        Box = box;
    }

    /// <summary>Whether the image was in MNIST's form already, and its pixels are kept.</summary>
    internal bool IsAsGiven { get; init; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The bytes, row by row; of a digit 28 · 28, 0 paper to 255 ink. A view of its own memory.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Whether the ink was darker or lighter than the paper; without meaning in a blank image, in a whole one, and of a digit of a line.</summary>
    public Polarity Polarity { get; }

    /// <summary>The highest gray level of the darker of the two classes, 0 to 255; 0 in a whole image and of a digit of a line.</summary>
    public int Threshold { get; }

    /// <summary>Where the digit was, in pixels of the source image (of the file, where it was read at a fraction of its size); empty when <see cref="IsBlank"/>.</summary>
    public PixelBox Box { get; }

    /// <summary>Whether no digit is written: every pixel is then 0.</summary>
    public bool IsBlank => Box.IsEmpty;

    /// <summary>The same at another place of the source image.</summary>
    internal NormalizedDigit At(PixelBox box) => new(Pixels.ToArray(), Width, box);

    /// <summary>The field as lines of text: see <see cref="DigitArt"/>.</summary>
    public override string ToString() => DigitArt.Render(Pixels.Span, Width);
}
