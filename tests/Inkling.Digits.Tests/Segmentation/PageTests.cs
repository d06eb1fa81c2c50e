using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;
using Inkling.Digits.Tests.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Segmentation;

public class PageTests
{
    private static readonly SKRect Second = new(290, 160, 370, 300);

    [Fact]
    public void All_writing_of_one_digit_lies_in_its_box()
    {
        var image = Drawing.Two();

        Assert.True(Page.Of(image).LiesIn(DigitNormalizer.Normalize(image).Box));
    }

    [Fact]
    public void A_second_digit_lies_outside_the_box_of_the_first()
    {
        var two = DigitNormalizer.Normalize(Drawing.Two()).Box;
        var both = Drawing.Two(below: canvas => Picture.Two(canvas, Second, thickness: 16, new SKColor(40, 40, 40)));

        Assert.False(Page.Of(both).LiesIn(two));
        Assert.Equal("22", new Recognizer(ModelFile.Open("deep")).Read(both).Text);
    }
}
