namespace Inkling.Digits.Imaging;

/// <summary>Ink measured against the paper around it: light, shadow and grain are taken away before anything is made of what is written.</summary>
/// <param name="Ink">0 as bright as the paper, 255 without any light.</param>
/// <param name="Grain">What the paper's grain as good as never reaches.</param>
internal sealed record RelativeInk(GrayImage Ink, int Grain)
{
    /// <summary>Spans of the grain, in standard deviations, that bare paper as good as never reaches.</summary>
    private const double GrainSpans = 4;

    /// <summary>The ink of an image.</summary>
    public static RelativeInk Of(GrayImage image, Polarity polarity)
    {
        var dark = polarity is Polarity.DarkOnLight ? image : BoardLight.Evened(image).Inverted();
        return Of(dark, PaperLevel.Of(dark));
    }

    /// <param name="image">An image whose ink is darker than its paper.</param>
    /// <param name="paper">The paper's brightness at every pixel.</param>
    /// <remarks>
    /// The estimate of the paper is taken to be right up to a factor, which is found here: the median ratio is that of paper, since paper is
    /// most of an image. The grain is the spread of the pixels brighter than that, among which is no ink.
    /// </remarks>
    public static RelativeInk Of(GrayImage image, GrayImage paper)
    {
        ReadOnlySpan<byte> pixels = image.Pixels.Span, levels = paper.Pixels.Span;
        var ratios = new byte[pixels.Length];
        var counts = new long[256];
        for (int i = 0; i < ratios.Length; i++)
        {
            // 200 stands for the paper's own level, which leaves room for brighter pixels.
            ratios[i] = levels[i] == 0 ? (byte)200 : (byte)Math.Min(255, ((200 * pixels[i]) + (levels[i] / 2)) / levels[i]);
            counts[ratios[i]]++;
        }

        int bare = new BrightnessClass(counts, 0, 255).Median();
        if (bare == 0)
            return new(new GrayImage(image.Width, image.Height, new byte[pixels.Length]), 0);
        double deviation = 1.4826 * new BrightnessClass(counts, bare, 255).MedianDistance(bare);

        var ink = new byte[pixels.Length];
        for (int i = 0; i < ink.Length; i++)
        {
            double full = levels[i] * bare / 200.0;
            ink[i] = full == 0 ? (byte)0 : (byte)Math.Clamp((255 * (full - pixels[i]) / full) + 0.5, 0, 255);
        }

        return new(new GrayImage(image.Width, image.Height, ink), (int)Math.Min(255, GrainSpans * deviation * 255 / bare));
    }
}
