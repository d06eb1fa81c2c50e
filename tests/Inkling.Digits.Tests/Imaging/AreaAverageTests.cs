using CsCheck;
using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

public class AreaAverageTests
{
    [Fact]
    public void Shrinking_keeps_the_mean()
    {
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30]).SelectMany((width, height) => Gen.Select(
                Gen.Byte.Array[width * height], Gen.Int[1, width], Gen.Int[1, height],
                (pixels, toWidth, toHeight) => (width, height, pixels, toWidth, toHeight)))
            .Sample(t =>
            {
                var image = new GrayImage(t.width, t.height, t.pixels.AsSpan());

                float[] small = AreaAverage.Resize(image, new PixelBox(0, 0, t.width, t.height), t.toWidth, t.toHeight);

                Assert.Equal(t.pixels.Average(pixel => pixel), small.Average(), 0.01);
            });
    }

    [Fact]
    public void Enlarging_interpolates_between_the_centres_of_pixels() =>
        Assert.Equal([0, 25, 75, 100], AreaAverage.Resize(new GrayImage(2, 1, [0, 100]), new PixelBox(0, 0, 2, 1), 4, 1));

    [Fact]
    public void Only_the_box_is_looked_at()
    {
        var image = Picture.Gray(10, 10, paper: 200).Fill(3, 4, 2, 2, 50).Image;

        Assert.Equal([50f], AreaAverage.Resize(image, new PixelBox(3, 4, 2, 2), 1, 1));
    }
}
