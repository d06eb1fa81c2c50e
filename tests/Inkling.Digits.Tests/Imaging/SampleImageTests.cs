using Inkling.Digits.Imaging;
using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

public sealed class SampleImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_of_the_wanted_size_keeps_its_pixels()
    {
        using var drawn = Picture.Draw(28, 28, SKColors.Black, canvas => Picture.Two(canvas, new SKRect(2, 3, 20, 25), 2, SKColors.White));
        string path = _folder.File("two.png", drawn.Encode(SKEncodedImageFormat.Png));

        byte[] sample = SampleImage.Load(path, channels: 1, height: 28, width: 28);

        Assert.Equal(ImageFile.Load(path).Pixels.ToArray(), sample);
        Assert.Equal(0, sample[0]);
    }

    [Fact]
    public void Shrinking_averages_the_area_of_each_pixel()
    {
        using var drawn = Picture.Draw(6, 3, SKColors.Black, canvas => canvas.DrawRect(0, 0, 2, 3, new SKPaint { Color = SKColors.White }));
        string path = _folder.File("bar.png", drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([170, 0], SampleImage.Load(path, channels: 1, height: 1, width: 2));
    }

    [Fact]
    public void Three_channels_are_red_then_green_then_blue()
    {
        using var drawn = Picture.Draw(4, 4, new SKColor(10, 20, 30), _ => { });
        string path = _folder.File("colour.png", drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([10, 10, 20, 20, 30, 30], SampleImage.Load(path, channels: 3, height: 2, width: 1));
    }

    [Theory]
    [InlineData(2, 28, 28)]
    [InlineData(1, 0, 28)]
    [InlineData(1, 28, -1)]
    public void An_impossible_shape_is_refused(int channels, int height, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleImage.Load("any.png", channels, height, width));
}
