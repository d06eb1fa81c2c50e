using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Digits.Tests.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Lines;

public class PageTests
{
    private static readonly SKRect Second = new(290, 160, 370, 300);

    [Fact]
    public void Each_line_has_its_box_with_paper_around_it()
    {
        var image = Drawing.Two();
        var digit = DigitNormalizer.Normalize(image).Box;

        var tight = Assert.Single(Page.Of(image).LineBoxes(margin: 0));
        var wide = Assert.Single(Page.Of(image).LineBoxes(margin: 0.3));

        Assert.InRange(tight.Width, digit.Width - 4, digit.Width + 4);
        Assert.InRange(tight.Height, digit.Height - 4, digit.Height + 4);
        Assert.InRange(wide.Height - tight.Height, (int)(0.5 * digit.Height), (int)(0.7 * digit.Height) + 4);
    }

    [Fact]
    public void A_second_digit_that_stands_apart_is_read_too()
    {
        var both = Drawing.Two(below: canvas => Picture.Two(canvas, Second, thickness: 16, new SKColor(40, 40, 40)));

        Assert.Equal("22", new Recognizer(ModelFile.Open("deep")).Read(both).Text);
    }
}
