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

    /// <summary>The same for what is seen at first sight.</summary>
    private const int SmallSide = 96;

    /// <summary>Normalises an image of one digit.</summary>
    /// <param name="image">An image of any size, dark ink on light paper or the reverse.</param>
    /// <returns>The digit. An image that is in MNIST's form already (28x28, the digit 18 to 20 pixels large on bare paper and its centre of
    /// mass in place to a pixel) is taken as it is. An image with nothing written on it gives a blank digit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is null.</exception>
    public static NormalizedDigit Normalize(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        image = Speckle.TakenFrom(image);
        var small = AreaAverage.Reduced(image, Side);
        var levels = InkAndPaper.Of(small);
        return MnistForm.Of(image, levels) ?? Normalize(image, small, levels);
    }

    /// <summary>
    /// The ways in which an image of one digit can be taken at first sight, on a small copy: as dark and as light ink, with more paper around it, since a digit may be cut
    /// out tightly; and a small image also as <see cref="Normalize(GrayImage)"/> takes it and, of 28×28, as the field itself. Which of them shows a digit is for networks to say.
    /// </summary>
    /// <param name="image">An image of any size.</param>
    internal static List<NormalizedDigit> AtFirstSight(GrayImage image)
    {
        var ways = new List<NormalizedDigit>();
        if (Math.Max(image.Width, image.Height) <= SmallSide)
        {
            ways.Add(Normalize(image));
            if (ways[0].IsAsGiven)
                return ways;
        }

        var small = AreaAverage.Reduced(image, SmallSide);
        foreach (var polarity in Enum.GetValues<Polarity>())
        {
            var levels = InkAndPaper.Of(small, polarity);
            if (levels.IsBlank)
                continue;
            ways.Add(CutOut(image, small, levels));
            if (image.Width == NormalizedDigit.Size && image.Height == NormalizedDigit.Size)
                ways.Add(AsGiven(image, levels));
        }

        return ways.FindAll(way => !way.IsBlank);
    }

    /// <summary>The ways that are left for a closer look: as <see cref="Normalize(GrayImage)"/> takes it, and as a sheet on something else, with the digit on the sheet.</summary>
    /// <param name="image">An image of any size.</param>
    internal static List<NormalizedDigit> AtSecondSight(GrayImage image)
    {
        var ways = new List<NormalizedDigit>();
        if (Math.Max(image.Width, image.Height) > SmallSide)
            ways.Add(Normalize(image));
        foreach (var sheet in Sheet.In(image))
        {
            var digit = Normalize(image.Cropped(sheet));
            var box = new PixelBox(digit.Box.X + sheet.X, digit.Box.Y + sheet.Y, digit.Box.Width, digit.Box.Height);
            ways.Add(new(digit.Pixels.ToArray(), digit.Polarity, digit.Threshold, digit.IsBlank ? default : box.Times(image.Reduction)));
        }

        return ways.FindAll(way => !way.IsBlank);
    }

    /// <summary>The image with a margin of its own paper around it.</summary>
    private static NormalizedDigit CutOut(GrayImage image, GrayImage small, InkAndPaper levels)
    {
        int margin = Math.Max(2, Math.Max(small.Width, small.Height) / 4);
        var room = small.WithMargin(margin, (byte)levels.Paper.Median());
        var digit = Normalize(room, room, InkAndPaper.Of(room, levels.Polarity));
        var box = new PixelBox(digit.Box.X - margin, digit.Box.Y - margin, digit.Box.Width, digit.Box.Height);
        return new(digit.Pixels.ToArray(), digit.Polarity, digit.Threshold, digit.IsBlank ? default : box.Scaled(small, image).Times(image.Reduction));
    }

    private static NormalizedDigit AsGiven(GrayImage image, InkAndPaper levels)
    {
        var ink = InkImage.Of(image, levels);
        return new(ink.Pixels.ToArray(), levels.Polarity, levels.Threshold, InkImage.Box(ink, least: 0));
    }

    private static NormalizedDigit Normalize(GrayImage image, GrayImage small, InkAndPaper levels)
    {
        var digit = WrittenDigit.In(RelativeInk.Of(small, levels.Polarity));
        byte[] field = digit.Box.IsEmpty ? new byte[NormalizedDigit.Size * NormalizedDigit.Size] : digit.Field();
        bool isBlank = field.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        return new(field, levels.Polarity, levels.Threshold, isBlank ? default : digit.Box.Scaled(small, image).Times(image.Reduction));
    }
}
