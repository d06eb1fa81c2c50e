using Inkling.Data.Synthetic;
using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>Digits cut out to the box of their ink, as form readers and annotation tools do it.</summary>
public class CutOutDigitTests
{
    private static readonly Recognizer Recognizer = new(DigitModel.Open(DigitModel.Default));

    [Theory]
    [InlineData(12, 92)]
    [InlineData(16, 95)]
    [InlineData(20, 96)]
    [InlineData(32, 96)]
    [InlineData(64, 96)]
    public void They_are_read_in_either_polarity_gray_or_in_two_levels(int side, int percent)
    {
        int right = 0, all = 0;
        foreach (var sample in SyntheticDigits.Test(300).Read())
        {
            foreach (var image in Cut(sample.Pixels.Span, side))
            {
                all++;
                right += Recognizer.Read(image, DigitCount.One).BestGuess == $"{sample.Label}" ? 1 : 0;
            }
        }

        Assert.InRange(right, all * percent / 100, all);
    }

    [Fact]
    public void What_is_in_MNISTs_form_is_asked_about_as_it_is_alone()
    {
        var digit = new GrayImage(28, 28, SyntheticDigits.Test(1).Read().Single().Pixels.Span);

        var way = Assert.Single(DigitNormalizer.AtFirstSight(digit));

        Assert.Equal(digit.Pixels, way.Pixels);
    }

    [Fact]
    public void An_even_image_gives_no_way_to_take_it() => Assert.Empty(DigitNormalizer.AtFirstSight(Picture.Gray(40, 30).Image));

    private static IEnumerable<GrayImage> Cut(ReadOnlySpan<byte> field, int side)
    {
        var whole = new GrayImage(28, 28, field);
        var box = InkImage.Box(whole, 60);
        int width = Math.Max(1, side * box.Width / Math.Max(box.Width, box.Height)), height = Math.Max(1, side * box.Height / Math.Max(box.Width, box.Height));
        byte[] light = Array.ConvertAll(AreaAverage.Resize(whole, box, width, height), value => (byte)value);
        byte[] two = Array.ConvertAll(light, value => value > light.Max() / 2 ? (byte)255 : (byte)0);
        return [Of(light), Of(two), Of(light).Inverted(), Of(two).Inverted()];

        GrayImage Of(byte[] pixels) => new(width, height, pixels.AsSpan());
    }
}
