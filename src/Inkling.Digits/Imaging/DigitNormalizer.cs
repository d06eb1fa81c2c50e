namespace Inkling.Digits.Imaging;

/// <summary>
/// Makes a digit drawn or photographed by anyone look like one of MNIST, in the steps that MNIST itself was made with: polarity, ink, ink
/// box scaled into 20x20 with its aspect kept, centre of mass at the centre of 28x28.
/// </summary>
/// <remarks>
/// Source of the steps: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits". Before them the paper is estimated
/// everywhere in the picture (<c>PaperLevel</c>), so that uneven light and shadows do no harm, rules and frames are taken away
/// (<c>StraightLines</c>), single pixels of noise from small images (<c>Speckle</c>), and the pieces that are the digit are chosen (<c>DigitPieces</c>). The image is taken to hold one digit.
/// Without state: any thread may call it.
/// </remarks>
public static class DigitNormalizer
{
    /// <summary>The longer side of the copy on which the digit is looked for: enough for a digit of a twentieth of the picture.</summary>
    private const int Side = 480;

    /// <summary>Normalises an image of one digit.</summary>
    /// <param name="image">An image of any size, dark ink on light paper or the reverse.</param>
    /// <returns>The digit. An image that is in MNIST's form already (28x28, the digit 18 to 20 pixels large on bare paper and its centre of
    /// mass in place to a pixel) keeps its pixels. An image with nothing written on it gives a blank digit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is null.</exception>
    public static NormalizedDigit Normalize(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        image = Speckle.TakenFrom(image);
        var small = Reduction.To(image, Side);
        var levels = InkAndPaper.Of(small);
        if (MnistForm.Of(image, levels) is { } asItIs)
            return asItIs;

        var sheet = SheetInk.Of(image, small, levels);
        var digit = WrittenDigit.In(sheet.Ink, sheet.Grain);
        return sheet.Digit(digit.Box.IsEmpty ? new byte[NormalizedDigit.Size * NormalizedDigit.Size] : digit.Field(), digit.Box);
    }
}
