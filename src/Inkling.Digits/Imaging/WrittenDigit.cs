namespace Inkling.Digits.Imaging;

/// <summary>A digit found in an image: nothing but its ink, and where it is.</summary>
/// <param name="Ink">0 outside of the digit, up to 255 in its strokes.</param>
/// <param name="Box">The smallest box around its strokes; empty when nothing is written.</param>
/// <param name="Threshold">The ink from which a pixel counts as written, 0 to 255.</param>
internal sealed record WrittenDigit(GrayImage Ink, PixelBox Box, int Threshold)
{
    /// <summary>A pixel is written when it has this share of the digit's full ink.</summary>
    public const double Written = 0.35;

    /// <summary>Fainter than this, out of 255, nothing is taken for ink: the eye, too, hardly sees it.</summary>
    public const int LeastInk = 20;

    /// <summary>What reaches a side of the image must be as dark as this: light that falls off towards the border looks like faint ink.</summary>
    public const int LeastInkAtBorder = 64;

    /// <summary>So many pixels around the strokes keep their ink: soft edges.</summary>
    public const int Edge = 2;

    /// <summary>The digit among all that is on a paper.</summary>
    public static WrittenDigit In(RelativeInk paper)
    {
        var ink = paper.Ink;
        int least = Math.Max(LeastInk, paper.Grain);
        var marks = PixelMask.Above(ink, least);
        var lines = StraightLines.Find(marks);
        var digit = DigitPieces.Choose(InkPiece.In(marks.Without(lines), ink));
        int full = FullInk(digit, ink);
        if (digit.Sum(piece => piece.Pixels.Count) < LeastPixels(ink) || (digit[0].SidesTouched > 0 && full < LeastInkAtBorder))
            return new WrittenDigit(ink, default, least);

        // Now that the digit's own ink is known, shade, rules and grain fainter than a third of it can be told from it.
        int threshold = Math.Max(least, (int)(Written * full));
        var strokes = PixelMask.Above(ink, threshold).Without(lines);
        var written = DigitPieces.Choose(InkPiece.In(strokes, ink));
        if (written.Count == 0)
            return new WrittenDigit(ink, default, threshold);

        var mask = strokes.Only(written.SelectMany(piece => piece.Pixels)).Dilated(Edge);
        return new WrittenDigit(mask.Without(lines).Cut(ink), written.Aggregate(default(PixelBox), (box, piece) => box.Union(piece.Box)), threshold);
    }

    /// <summary>The digit as the networks know it: its strokes brought near MNIST's, in the field of 28×28.</summary>
    public byte[] Field()
    {
        var (pixels, width, height) = StrokeWidth.Fitted(this);
        return DigitField.Place(pixels, width, height);
    }

    /// <summary>The digit with its longer side brought to <see cref="DigitField.DigitSize"/> and its ink stretched.</summary>
    public (float[] Pixels, int Width, int Height) Fitted()
    {
        var (width, height) = DigitField.Fit(Box);
        var pixels = AreaAverage.Resize(Ink, Box, width, height);
        DigitField.Stretch(pixels);
        return (pixels, width, height);
    }

    /// <summary>In a large image a digit has more pixels than the few that the grain may make.</summary>
    public static int LeastPixels(GrayImage ink) => Math.Max(1, ink.Width * ink.Height / 10_000);

    /// <summary>The ink that one in ten of the digit's pixels exceeds.</summary>
    public static int FullInk(List<InkPiece> digit, GrayImage ink)
    {
        var pixels = ink.Pixels.Span;
        var counts = new int[256];
        int total = 0;
        foreach (int pixel in digit.SelectMany(piece => piece.Pixels))
        {
            counts[pixels[pixel]]++;
            total++;
        }

        int level = 255;
        for (int above = 0; level > 0 && 10 * (above += counts[level]) < total;)
            level--;
        return level;
    }
}
