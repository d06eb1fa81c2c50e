using Inkling.Data;
using Inkling.Data.Synthetic;

namespace Inkling.Workbench.Tests.Verification;

public class DigitOrNotTests
{
    [Fact]
    public void Every_digit_has_something_beside_it_that_is_none()
    {
        var set = DigitOrNot.Of(SyntheticDigits.Load(trainCount: 300, testCount: 20));

        Sample[] samples = [.. set.Train.Read()];

        Assert.Equal(600, samples.Length);
        Assert.Equal(600, set.Train.Count);
        Assert.All(samples.Index(), entry => Assert.Equal(1 - (entry.Index % 2), entry.Item.Label));
        Assert.All(samples, sample => Assert.InRange(sample.Pixels.Span.ToArray().Sum(pixel => pixel), 1, 784 * 255));
        Assert.Equal(samples.Length, samples.Select(sample => Convert.ToHexString(sample.Pixels.Span)).Distinct().Count());
    }

    [Fact]
    public void It_is_the_same_every_time()
    {
        var digits = SyntheticDigits.Load(trainCount: 100, testCount: 20);

        Assert.Equal(Pixels(DigitOrNot.Of(digits).Train), Pixels(DigitOrNot.Of(digits).Train));
        Assert.NotEqual(Pixels(DigitOrNot.Of(digits).Train)[..20], Pixels(DigitOrNot.Of(digits).Test)[..20]);

        static string[] Pixels(Reader<Sample> reader) => [.. reader.Read().Select(sample => Convert.ToHexString(sample.Pixels.Span))];
    }

    [Fact]
    public void Fragments_are_no_digits_and_of_every_kind()
    {
        byte[][] digits = [.. SyntheticDigits.Test(30).Read().Select(sample => sample.Pixels.ToArray())];

        byte[][] fragments = [.. Enumerable.Range(0, 300).Select(i => Fragments.Draw(digits[i % 30], digits[(i + 7) % 30], new Random(i)))];

        Assert.All(fragments, fragment => Assert.InRange(fragment.Max(), 60, 255));
        Assert.InRange(fragments.Select(Convert.ToHexString).Distinct().Count(), 250, 300);
        Assert.Empty(fragments.Select(Convert.ToHexString).Intersect(digits.Select(Convert.ToHexString)));
    }
}
