using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

public sealed class WholeImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_of_the_wanted_size_keeps_its_pixels()
    {
        using var drawn = Picture.Draw(28, 28, SKColors.Black, canvas => Picture.Two(canvas, new SKRect(2, 3, 20, 25), 2, SKColors.White));
        string path = _folder.File("two.png", drawn.Encode(SKEncodedImageFormat.Png));

        byte[] sample = Whole(path, channels: 1, height: 28, width: 28);

        Assert.Equal(ImageFile.Load(path).Pixels.ToArray(), sample);
        Assert.Equal(0, sample[0]);
    }

    [Fact]
    public void Shrinking_averages_the_area_of_each_pixel()
    {
        using var drawn = Picture.Draw(6, 3, SKColors.Black, canvas => canvas.DrawRect(0, 0, 2, 3, new SKPaint { Color = SKColors.White }));
        string path = _folder.File("bar.png", drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([170, 0], Whole(path, channels: 1, height: 1, width: 2));
    }

    [Fact]
    public void Three_channels_are_red_then_green_then_blue()
    {
        using var drawn = Picture.Draw(4, 4, new SKColor(10, 20, 30), _ => { });
        string path = _folder.File("colour.png", drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([10, 10, 20, 20, 30, 30], Whole(path, channels: 3, height: 2, width: 1));
    }

    [Fact]
    public void A_gray_image_is_the_same_in_every_colour()
    {
        var form = new ImageForm(1, 2, Preparation.Whole) { Channels = 3 };

        Assert.Equal([7, 9, 7, 9, 7, 9], form.Prepare(new GrayImage(2, 1, [7, 9])).Pixels.ToArray());
    }

    [Fact]
    public void Colours_are_those_of_whole_images() =>
        Assert.Contains("got 3 for images prepared as ink", Assert.Throws<ArgumentException>(() => new ImageForm(28, 28, Preparation.Ink) { Channels = 3 }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_network_that_reads_colour_tells_red_from_green()
    {
        using var red = Picture.Draw(40, 40, SKColors.Red, _ => { });
        using var green = Picture.Draw(40, 40, new SKColor(0, 130, 0), _ => { });
        var parameters = Parameters.Create(Layer.Image("pixel", 3, 1, 1).FullyConnected(2, Activation.Softmax, name: "fc"));
        parameters.Set("fc.weight", [2, 3], [9, -9, 0, -9, 9, 0]);
        DigitModel.Describe(parameters, ["red", "green"], new ImageForm(1, 1, Preparation.Whole) { Channels = 3 });
        var recognizer = new Recognizer(new DigitModel(parameters));

        Assert.True(recognizer.ReadsColor);
        Assert.Equal("red", recognizer.Read(red.Encode(SKEncodedImageFormat.Png).ToArray()).Text);
        Assert.Equal("green", recognizer.Read(_folder.File("green.png", green.Encode(SKEncodedImageFormat.Png))).Text);
        Assert.Equal("green", recognizer.With(new() { IsCareful = true }).Read(_folder.File("green.png")).Text);
    }

    private static byte[] Whole(string path, int channels, int height, int width) =>
        new ImageForm(height, width, Preparation.Whole) { Channels = channels }.Prepare(ImageFile.Load(path, inColor: channels == 3)).Pixels.ToArray();
}
