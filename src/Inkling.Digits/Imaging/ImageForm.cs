namespace Inkling.Digits.Imaging;

/// <summary>The images that a network reads, and how others become such ones: the same when it learns and when it recognises. Immutable.</summary>
public sealed record ImageForm
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>Describes a form.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="preparation">How an image gets that size. <see cref="Preparation.Ink"/> makes 28×28 and no other.</param>
    /// <exception cref="ArgumentException">The size is not one that the preparation makes.</exception>
    public ImageForm(int height, int width, Preparation preparation)
    {
        if (height < 1 || width < 1)
            throw new ArgumentException($"images: expected a size of 1×1 or more, got {height}×{width}");
        if (preparation == Preparation.Ink && (height, width) != (NormalizedDigit.Size, NormalizedDigit.Size))
            throw new ArgumentException($"images: prepared as ink they are {NormalizedDigit.Size}×{NormalizedDigit.Size}, got {height}×{width}; prepare them whole");

        (Height, Width, Preparation) = (height, width, preparation);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>How an image gets that size.</summary>
    public Preparation Preparation { get; }

    /// <summary>Values of a pixel: 1 for gray; 3, of whole images alone, for red, green and blue, one plane behind the other.</summary>
    /// <exception cref="ArgumentException">It is neither, or the digit is to be found by its ink, which is gray.</exception>
    public int Channels
    {
        get;
        init => field = (value, Preparation) is (1, _) or (3, Preparation.Whole)
            ? value
            : throw new ArgumentException($"images: expected 1 value of a pixel (gray) or, of whole images, 3 (colour), got {value}{(Preparation == Preparation.Ink ? " for images prepared as ink" : "")}");
    } = 1;

    /// <summary>How many bytes an image has in this form.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>Of whole images: whether all samples were on dark paper, or all on light; null if some were on either, or nobody knows.</summary>
    public bool? IsPaperDark { get; init; }

    /// <summary>The form where nobody says another: ink for 28×28 of the ten digits, else whole images.</summary>
    /// <param name="classNames">The names of the classes.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static ImageForm Usual(IReadOnlyList<string> classNames, int height = NormalizedDigit.Size, int width = NormalizedDigit.Size) =>
        new(height, width, AreDigits(classNames) && (height, width) == (NormalizedDigit.Size, NormalizedDigit.Size) ? Preparation.Ink : Preparation.Whole);

    /// <summary>
    /// The form of samples that are there already: ink if that is usual for their classes, or if the most of them are as MNIST's digits are, whatever they show;
    /// else whole images, on the paper that is common to nearly all of them.
    /// </summary>
    /// <param name="classNames">The names of the classes.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="samples">The pixels of some of them.</param>
    public static ImageForm Of(IReadOnlyList<string> classNames, int height, int width, IReadOnlyCollection<ReadOnlyMemory<byte>> samples)
    {
        var usual = Usual(classNames, height, width);
        if (usual.Preparation == Preparation.Ink || samples.Count == 0)
            return usual;
        if ((height, width) == (NormalizedDigit.Size, NormalizedDigit.Size) && 2 * samples.Count(IsInMnistForm) > samples.Count)
            return new(height, width, Preparation.Ink);

        int dark = samples.Count(sample => IsOnDarkPaper(sample.Span, height, width)), few = samples.Count / 20;
        return dark > few && samples.Count - dark > few ? usual : usual with { IsPaperDark = dark > few };
    }

    /// <summary>Brings an image to this form. A whole image on paper of the other kind than <see cref="IsPaperDark"/> is turned to its negative.</summary>
    /// <param name="image">Any size.</param>
    public NormalizedDigit Prepare(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Preparation == Preparation.Ink)
            return DigitNormalizer.Normalize(image);
        byte[] pixels = Channels == 1 ? AreaAverage.ResizeToBytes(image, Width, Height) : InColor(image);
        if (Channels == 1 && IsPaperDark is { } isDark && isDark != IsOnDarkPaper(pixels, Height, Width))
            pixels = Array.ConvertAll(pixels, pixel => (byte)(byte.MaxValue - pixel));
        return new(pixels, Width, new PixelBox(0, 0, image.Width, image.Height).Times(image.Reduction));
    }

    private byte[] InColor(GrayImage image)
    {
        GrayImage[] planes = image.Colors.Count == Channels ? [.. image.Colors] : [image, image, image];
        return [.. planes.SelectMany(plane => AreaAverage.ResizeToBytes(plane, Width, Height))];
    }

    internal static bool AreDigits(IReadOnlyList<string> classNames) => classNames.SequenceEqual(Digits);

    private static bool IsInMnistForm(ReadOnlyMemory<byte> sample)
    {
        var image = new GrayImage(NormalizedDigit.Size, NormalizedDigit.Size, sample.ToArray());
        return MnistForm.Of(image, InkAndPaper.Of(image))?.Pixels.Span.SequenceEqual(sample.Span) is true;
    }

    /// <summary>Whether the pixels at the border are nearer to black than to white on the average.</summary>
    private static bool IsOnDarkPaper(ReadOnlySpan<byte> pixels, int height, int width)
    {
        long sum = 0, count = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            bool isAtBorder = i < width || i >= (height - 1) * width || i % width == 0 || i % width == width - 1;
            (sum, count) = isAtBorder ? (sum + pixels[i], count + 1) : (sum, count);
        }

        return 2 * sum < byte.MaxValue * count;
    }
}
