using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests;

/// <summary>A gray image to distort and to measure, 0 = paper, 255 = ink.</summary>
internal sealed class InkImage(int height, int width)
{
    public byte[] Pixels { get; } = new byte[height * width];

    /// <summary>All ink, in whole pixels of it.</summary>
    public double Mass => Pixels.Sum(pixel => pixel / 255.0);

    public double CentreX => Mean((x, _) => x);

    public double CentreY => Mean((_, y) => y);

    public double VarianceX => Mean((x, _) => x * x) - (CentreX * CentreX);

    public double VarianceY => Mean((_, y) => y * y) - (CentreY * CentreY);

    /// <summary>A disc with a soft rim, in an image of paper.</summary>
    public static InkImage Disc(int height, int width, double x, double y, double radius)
    {
        var image = new InkImage(height, width);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(255 * Math.Clamp(radius + 0.5 - double.Hypot((i % width) - x, (i / width) - y), 0, 1));
        return image;
    }

    public InkImage Distorted(Distortion distortion, ulong chance = 1, float smoothness = 4f)
    {
        var result = new InkImage(height, width);
        result.Pixels.AsSpan().Fill(99);
        new Augmenter(new() { ElasticSmoothness = smoothness }, height, width).Apply(Pixels, distortion, new RandomStream(1, chance), result.Pixels);
        return result;
    }

    private double Mean(Func<double, double, double> value) =>
        Pixels.Select((pixel, i) => pixel / 255.0 * value(i % width, i / width)).Sum() / Mass;
}
