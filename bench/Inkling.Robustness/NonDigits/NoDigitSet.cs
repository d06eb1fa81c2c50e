using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.NonDigits;

/// <summary>Images without a digit.</summary>
internal sealed class NoDigitSet(string name, string title, int count, Func<Random, GrayImage> draw) : ITestSet
{
    public string Name => name;

    public string Title => title;

    public SetKind Kind => SetKind.NoDigit;

    public string? Unavailable { get; init; }

    public int Count => count;

    public TestImage Make(int index) => new(draw(Chance.Of(name, index)), "", IsDarkOnLight: true);
}
