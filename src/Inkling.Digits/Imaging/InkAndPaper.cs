namespace Inkling.Digits.Imaging;

/// <summary>
/// The two classes of brightness in an image, parted where the variance between them is largest (N. Otsu, "A threshold selection method
/// from gray-level histograms", 1979).
/// </summary>
internal sealed class InkAndPaper
{
    /// <summary>Fewer levels than this between the means of the classes are taken for unevenness of the paper, not for writing.</summary>
    private const double LeastContrast = 20;

    /// <summary>
    /// Parting the noise of a bare sheet gives means 2.65 standard deviations of the half apart (both halves of a normal distribution);
    /// writing stands further off than that.
    /// </summary>
    private const double LeastDistance = 3;

    private readonly long[] _counts = new long[256];

    private InkAndPaper(GrayImage image, Polarity? polarity)
    {
        foreach (byte level in image.Pixels.Span)
            _counts[level]++;
        Threshold = Otsu(_counts);
        Polarity = polarity ?? PaperSide.Find(image, Threshold);

        var dark = new BrightnessClass(_counts, 0, Threshold);
        var light = new BrightnessClass(_counts, Threshold + 1, 255);
        (Paper, Ink) = Polarity is Polarity.DarkOnLight ? (light, dark) : (dark, light);
    }

    /// <summary>The highest level of the darker class, 0 to 255.</summary>
    public int Threshold { get; }

    public Polarity Polarity { get; }

    public BrightnessClass Paper { get; }

    public BrightnessClass Ink { get; }

    /// <summary>Whether the two classes are too near each other to be ink and paper.</summary>
    public bool IsBlank
    {
        get
        {
            if (Paper.Count == 0 || Ink.Count == 0)
                return true;
            double contrast = Math.Abs(Paper.Mean - Ink.Mean);
            return contrast < LeastContrast || contrast < LeastDistance * Paper.Deviation;
        }
    }

    /// <param name="image">The image.</param>
    /// <param name="polarity">Which of the two is the ink, or null to find out.</param>
    public static InkAndPaper Of(GrayImage image, Polarity? polarity = null) => new(image, polarity);

    private static int Otsu(long[] counts)
    {
        double total = 0, totalSum = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            total += counts[level];
            totalSum += (double)level * counts[level];
        }

        double best = 0, dark = 0, darkSum = 0;
        int threshold = 0;
        for (int level = 0; level < counts.Length - 1; level++)
        {
            dark += counts[level];
            darkSum += (double)level * counts[level];
            if (dark == 0 || dark == total)
                continue;
            double distance = (darkSum / dark) - ((totalSum - darkSum) / (total - dark));
            double between = dark * (total - dark) * distance * distance;
            if (between > best)
                (best, threshold) = (between, level);
        }

        return threshold;
    }
}
