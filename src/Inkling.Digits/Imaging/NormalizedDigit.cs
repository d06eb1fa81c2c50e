namespace Inkling.Digits.Imaging;

/// <summary>
/// A digit as the networks know it from MNIST: a field of 28x28 with the digit, at most 20x20, at its centre of mass; and what the
/// normaliser decided on the way. Immutable.
/// </summary>
public sealed class NormalizedDigit
{
    /// <summary>The side of the field, in pixels.</summary>
    public const int Size = 28;

    internal NormalizedDigit(byte[] pixels, Polarity polarity, int threshold, PixelBox box)
    {
        Pixels = pixels;
        Polarity = polarity;
        Threshold = threshold;
        Box = box;
    }

    /// <summary>28 · 28 bytes, row by row, 0 paper to 255 ink. A view of the digit's own memory.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Whether the ink was darker or lighter than the paper; without meaning in a blank image.</summary>
    public Polarity Polarity { get; }

    /// <summary>The highest gray level of the darker of the two classes, 0 to 255.</summary>
    public int Threshold { get; }

    /// <summary>Where the digit was, in pixels of the source image (of the file, where it was read at a fraction of its size); empty when <see cref="IsBlank"/>.</summary>
    public PixelBox Box { get; }

    /// <summary>Whether nothing is written: every pixel is then 0.</summary>
    public bool IsBlank => Box.IsEmpty;

    /// <summary>The field as lines of text: see <see cref="DigitArt"/>.</summary>
    public override string ToString() => DigitArt.Render(Pixels.Span, Size);
}
