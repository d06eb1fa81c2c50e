namespace Inkling.Digits.Imaging;

/// <summary>
/// Makes a digit drawn by anyone look like one of MNIST, in the steps that MNIST itself was made with: polarity, ink, ink box scaled into
/// 20x20 with its aspect kept, centre of mass at the centre of 28x28.
/// </summary>
/// <remarks>
/// Source of the steps: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits". The image is taken to hold one digit on
/// even paper. Without state: any thread may call it.
/// </remarks>
public static class DigitNormalizer
{
    /// <summary>Ink of less than this share of the mean ink is the fringe of a stroke and does not widen the box.</summary>
    private const double Fringe = 0.25;

    /// <summary>Normalises an image of one digit.</summary>
    /// <param name="image">An image of any size, dark ink on light paper or the reverse.</param>
    /// <returns>The digit. An image that is in MNIST's form already (28x28, the digit 18 to 20 pixels large on bare paper and its centre of
    /// mass in place to a pixel) keeps its pixels. An image with nothing written on it gives a blank digit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is null.</exception>
    public static NormalizedDigit Normalize(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var levels = InkAndPaper.Of(image);
        if (levels.IsBlank)
            return Blank(levels);

        var ink = InkImage.Of(image, levels);
        double contrast = Math.Abs(levels.Ink.Mean - levels.Paper.Mean);
        var box = InkImage.Box(ink, (int)(Fringe * contrast));
        if (box.IsEmpty)
            return Blank(levels);

        byte[] pixels = MnistForm.Is(ink) ? ink.Pixels.ToArray() : Field(ink, box);
        return new NormalizedDigit(pixels, levels.Polarity, levels.Threshold, box);
    }

    private static byte[] Field(GrayImage ink, PixelBox box)
    {
        var (width, height) = DigitField.Fit(box);
        var digit = AreaAverage.Resize(ink, box, width, height);
        DigitField.StretchFaint(digit);
        return DigitField.Place(digit, width, height);
    }

    private static NormalizedDigit Blank(InkAndPaper levels) =>
        new(new byte[NormalizedDigit.Size * NormalizedDigit.Size], levels.Polarity, levels.Threshold, box: default);
}
