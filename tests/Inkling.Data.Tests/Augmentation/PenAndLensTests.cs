namespace Inkling.Data.Tests;

public class PenAndLensTests
{
    [Theory]
    [InlineData(0.4f), InlineData(1f), InlineData(2.3f), InlineData(-0.4f), InlineData(-1f), InlineData(-2.3f)]
    public void Edges_move_by_the_thickness_in_every_direction(float thickness)
    {
        var bar = new InkImage(20, 40);
        for (int i = 0; i < bar.Pixels.Length; i++)
            bar.Pixels[i] = (i % 40) is >= 15 and < 23 ? (byte)255 : (byte)0;
        double[] widths = [.. bar.Distorted(new() { Thickness = thickness }).Pixels.Chunk(40).Select(row => row.Sum(pixel => pixel / 255.0))];
        Assert.All(widths[3..^3], width => Assert.Equal(8 + (2 * thickness), width, 0.02));

        var disc = InkImage.Disc(41, 41, 20, 20, 10).Distorted(new() { Thickness = thickness });
        Assert.Equal(10 + thickness, Math.Sqrt(disc.Mass / Math.PI), 0.03 + (0.1 * Math.Abs(thickness)));
    }

    [Fact]
    public void A_hair_line_grows_pale_but_does_not_break()
    {
        var line = new InkImage(10, 10);
        line.Pixels.AsSpan(50, 10).Fill(255);
        byte[] finer = line.Distorted(new() { Thickness = -0.4f }).Pixels;
        Assert.All(finer[50..60], pixel => Assert.Equal(153, pixel));
    }

    [Theory]
    [InlineData(0.3f), InlineData(0.7f), InlineData(1f), InlineData(2.5f)]
    public void Blur_adds_its_variance_and_keeps_mass_and_place(float blur)
    {
        var disc = InkImage.Disc(61, 51, 22, 27, 7);
        var blurred = disc.Distorted(new() { Blur = blur });
        Assert.Equal(disc.Mass, blurred.Mass, 0.01 * disc.Mass);
        Assert.Equal(disc.CentreX, blurred.CentreX, 0.02);
        Assert.Equal(disc.CentreY, blurred.CentreY, 0.02);
        Assert.Equal(disc.VarianceX + (blur * blur), blurred.VarianceX, 0.03 + (0.05 * blur * blur));
        Assert.Equal(disc.VarianceY + (blur * blur), blurred.VarianceY, 0.03 + (0.05 * blur * blur));
    }

    [Fact]
    public void Noise_has_its_deviation_and_differs_from_pixel_to_pixel()
    {
        var gray = new InkImage(101, 99);
        gray.Pixels.AsSpan().Fill(128);
        double[] noise = [.. gray.Distorted(new() { Noise = 0.1f }).Pixels.Select(pixel => pixel - 128.0)];

        Assert.Equal(0, noise.Average(), 1.0);
        Assert.Equal(25.5, Math.Sqrt(noise.Average(n => n * n)), 0.6);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => a * b).Average() / (25.5 * 25.5), 0.05);
        Assert.Equal(0, noise.Zip(noise.Skip(99), (a, b) => a * b).Average() / (25.5 * 25.5), 0.05);
    }

    [Fact]
    public void Noise_stops_at_paper_and_ink()
    {
        var image = InkImage.Disc(40, 40, 20, 20, 12);
        byte[] noisy = image.Distorted(new() { Noise = 0.1f }).Pixels;
        Assert.All(noisy.Zip(image.Pixels), pair => Assert.InRange(pair.First, Math.Max(0, pair.Second - 90), Math.Min(255, pair.Second + 90)));
        Assert.Contains(noisy.Zip(image.Pixels), pair => pair is { First: > 0, Second: 0 });
        Assert.Contains(noisy.Zip(image.Pixels), pair => pair is { First: < 255, Second: 255 });
    }
}
