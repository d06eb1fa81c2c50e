using Inkling.Data.Synthetic;
using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

public class SpeckleTests
{
    [Fact]
    public void One_pixel_in_nine_black_or_white_is_taken_from_a_small_image()
    {
        var clean = Picture.Gray(28, 28, paper: 0).Fill(9, 5, 8, 18, 255).Image;
        var speckled = Picture.Gray(28, 28, paper: 0).Fill(9, 5, 8, 18, 255)
            .Change((i, level) => i % 28 % 3 == 1 && i / 28 % 3 == 1 ? 255 - level : level).Image;

        var cleaned = Speckle.TakenFrom(speckled);

        // A median rounds corners.
        (int X, int Y)[] corners = [(9, 5), (16, 5), (9, 22), (16, 22)];
        for (int i = 0; i < 28 * 28; i++)
            Assert.True(clean[i % 28, i / 28] == cleaned[i % 28, i / 28] || corners.Contains((i % 28, i / 28)), $"pixel {i % 28}, {i / 28}");
    }

    [Fact]
    public void In_an_image_of_one_level_and_in_one_of_one_pixel_there_is_none()
    {
        Assert.All((GrayImage[])[Picture.Gray(28, 28).Image, Picture.Gray(1, 1).Image], image => Assert.Same(image, Speckle.TakenFrom(image)));
    }

    [Fact]
    public void Digits_keep_their_pixels()
    {
        Assert.All(SyntheticDigits.Test(300).Read(), sample =>
        {
            var image = new GrayImage(28, 28, sample.Pixels.Span);
            Assert.Same(image, Speckle.TakenFrom(image));
        });
    }

    [Fact]
    public void A_large_image_keeps_its_pixels()
    {
        var image = Picture.Gray(60, 60, paper: 0).Change((i, level) => i % 7 == 0 ? 255 : level).Image;

        Assert.Same(image, Speckle.TakenFrom(image));
    }
}
