namespace Inkling.Digits.Imaging;

/// <summary>The gray images that a network reads, and how others become such ones: the same when it learns and when it recognises. Immutable.</summary>
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

    /// <summary>The form where nobody says another: ink for 28×28 of the ten digits, else whole images.</summary>
    /// <param name="classNames">The names of the classes.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static ImageForm Usual(IReadOnlyList<string> classNames, int height = NormalizedDigit.Size, int width = NormalizedDigit.Size) =>
        new(height, width, AreDigits(classNames) && (height, width) == (NormalizedDigit.Size, NormalizedDigit.Size) ? Preparation.Ink : Preparation.Whole);

    /// <summary>Brings an image to this form.</summary>
    /// <param name="image">Any size.</param>
    public NormalizedDigit Prepare(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Preparation == Preparation.Ink
            ? DigitNormalizer.Normalize(image)
            : new(AreaAverage.ResizeToBytes(image, Width, Height), Width, new PixelBox(0, 0, image.Width, image.Height).Times(image.Reduction));
    }

    internal static bool AreDigits(IReadOnlyList<string> classNames) => classNames.SequenceEqual(Digits);
}
