namespace Inkling.Digits.Imaging;

/// <summary>Recognises images that need no normalising, because they are in MNIST's form already.</summary>
internal static class MnistForm
{
    private const int LeastSize = DigitField.DigitSize - 2;
    private const double OffCentre = 1;

    /// <summary>Ink of less than this share of the mean ink is the fringe of a stroke and does not widen the box.</summary>
    private const double Fringe = 0.25;

    /// <summary>The image as it is, or null when it is not in MNIST's form.</summary>
    public static NormalizedDigit? Of(GrayImage image, InkAndPaper levels)
    {
        if (image.Width != NormalizedDigit.Size || image.Height != NormalizedDigit.Size || levels.IsBlank)
            return null;

        var ink = InkImage.Of(image, levels);
        double contrast = Math.Abs(levels.Ink.Mean - levels.Paper.Mean);
        return Is(ink)
            ? new NormalizedDigit(ink.Pixels.ToArray(), levels.Polarity, levels.Threshold, InkImage.Box(ink, (int)(Fringe * contrast))) { IsAsGiven = true }
            : null;
    }

    private static bool Is(GrayImage ink)
    {
        const int Size = NormalizedDigit.Size;
        var box = InkImage.Box(ink, least: 0);
        int longer = Math.Max(box.Width, box.Height);
        if (longer is < LeastSize or > DigitField.DigitSize)
            return false;

        var (x, y) = DigitField.CentreOfMass(Array.ConvertAll(ink.Pixels.ToArray(), value => (float)value), Size);
        return Math.Abs(x - DigitField.Centre) <= OffCentre && Math.Abs(y - DigitField.Centre) <= OffCentre;
    }
}
