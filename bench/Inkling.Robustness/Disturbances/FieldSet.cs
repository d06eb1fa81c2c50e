using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Disturbances;

/// <summary>MNIST's test images in their own form, 28×28 and bright on dark, each disturbed in one way.</summary>
internal sealed class FieldSet(Sets.Digits digits, string name, string title, Func<Plane, Random, Plane> disturb, int most = int.MaxValue) : ITestSet
{
    public string Name => name;

    public string Title => title;

    public SetKind Kind => SetKind.Field;

    public int Count => Math.Min(most, digits.Test.Length);

    public TestImage Make(int index)
    {
        var sample = digits.Test[index];
        var field = disturb(Plane.Of(sample.Pixels.Span, NormalizedDigit.Size), Chance.Of(name, index));
        return new(field.ToImage(), $"{sample.Label}", IsDarkOnLight: false);
    }
}
