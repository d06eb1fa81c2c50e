using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Digits.Tests.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Lines;

public class PageTests
{
    private static readonly SKRect Second = new(290, 160, 370, 300);

    [Fact]
    public void A_line_is_shown_with_little_and_with_more_paper_around_it()
    {
        var image = Drawing.Two();
        var digit = DigitNormalizer.Normalize(image).Box;

        LinePart[] ways = Assert.Single(Page.Of(image).LineParts());

        Assert.Equal(2, ways.Length);
        Assert.InRange(ways[0].Box.Height, digit.Height, (int)(1.25 * digit.Height) + 4);
        Assert.InRange(ways[1].Box.Height, (int)(1.5 * digit.Height), (int)(1.7 * digit.Height) + 4);
        Assert.All(ways, way => Assert.Equal(0, way.Slope));
    }

    [Fact]
    public void A_second_digit_that_stands_apart_is_read_too()
    {
        var both = Drawing.Two(below: canvas => Picture.Two(canvas, Second, thickness: 16, new SKColor(40, 40, 40)));

        Assert.Equal("22", new Recognizer(DigitModel.Open("deep")).Read(both).BestGuess);
    }
}
