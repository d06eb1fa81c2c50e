namespace Inkling.Digits.Imaging;

/// <summary>The ink of a sheet: an image after light, shadow and grain are taken away and before anything is made of what is written.</summary>
/// <param name="Source">The image itself.</param>
/// <param name="Ink">On a copy with a longer side of at most what was asked for: 0 as bright as the paper, 255 without any light.</param>
/// <param name="Grain">What the paper's grain as good as never reaches.</param>
/// <param name="Levels">Ink and paper of the copy as brightness.</param>
internal sealed record SheetInk(GrayImage Source, GrayImage Ink, int Grain, InkAndPaper Levels)
{
    /// <param name="image">An image of any size, dark ink on light paper or the reverse.</param>
    /// <param name="side">The longer side of the copy to work on.</param>
    public static SheetInk Of(GrayImage image, int side)
    {
        var small = Reduction.To(image, side);
        return Of(image, small, InkAndPaper.Of(small));
    }

    /// <param name="image">The image.</param>
    /// <param name="small">A copy of it, or itself.</param>
    /// <param name="levels">Those of the copy.</param>
    public static SheetInk Of(GrayImage image, GrayImage small, InkAndPaper levels)
    {
        var dark = levels.Polarity is Polarity.DarkOnLight ? small : BoardLight.Evened(small).Inverted();
        var (ink, grain) = RelativeInk.Of(dark, PaperLevel.Of(dark));
        return new SheetInk(image, ink, grain, levels);
    }

    /// <summary>A digit found on the copy, with its place in the source.</summary>
    public NormalizedDigit Digit(byte[] field, PixelBox box)
    {
        bool blank = field.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        return new NormalizedDigit(field, Levels.Polarity, Levels.Threshold, blank ? default : InSource(box));
    }

    /// <summary>A box of the copy in the image that was given, before any reduction.</summary>
    public PixelBox InSource(PixelBox box) => box.Scaled(Ink, Source).Times(Source.Reduction);
}
