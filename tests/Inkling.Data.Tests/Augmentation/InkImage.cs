using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests;

/// <summary>A gray image to distort and to measure, 0 = paper, 255 = ink.</summary>
internal sealed class InkImage(int height, int width)
{
    public byte[] Pixels { get; } = new byte[height * width];

    /// <summary>All ink, in whole pixels of it.</summary>
    public double Mass => Pixels.Sum(pixel => pixel / 255.0);

    public double CentreX => Pixels.Select((pixel, i) => pixel / 255.0 * (i % width)).Sum() / Mass;

    public double CentreY => Pixels.Select((pixel, i) => pixel / 255.0 * (i / width)).Sum() / Mass;

    public double VarianceX => Pixels.Select((pixel, i) => pixel / 255.0 * Math.Pow((i % width) - CentreX, 2)).Sum() / Mass;

    public double VarianceY => Pixels.Select((pixel, i) => pixel / 255.0 * Math.Pow((i / width) - CentreY, 2)).Sum() / Mass;

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
}
