using Inkling.Data;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Photos;

/// <summary>Pretended photos of digits on paper. The digits are training images of MNIST that no shipped model learned from.</summary>
internal sealed class PhotoSet(Sets.Digits digits) : ITestSet
{
    public string Name => "photos";

    public string Title => "photos of paper, 500";

    public SetKind Kind => SetKind.OneDigit;

    public int Count => 500;

    public TestImage Make(int index)
    {
        var random = Chance.Of(Name, index);
        var sample = Pick(digits, random);
        return Take(sample, Paper.Draw(random, out float digitHeight), digitHeight, random);
    }

    /// <summary>Any one of the digits to be photographed.</summary>
    public static Sample Pick(Sets.Digits digits, Random random) => digits.HeldOut[random.Next(digits.HeldOut.Length)];

    /// <summary>Writes a digit on an empty sheet and photographs it.</summary>
    public static TestImage Take(Sample sample, Plane sheet, float digitHeight, Random random)
    {
        Pen.Write(sheet, new PenStrokes(sample.Pixels.Span), digitHeight, random);
        return new(Camera.Take(sheet, digitHeight, random), $"{sample.Label}", IsDarkOnLight: true);
    }
}
