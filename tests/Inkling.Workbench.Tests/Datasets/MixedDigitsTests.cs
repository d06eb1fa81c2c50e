using Inkling.Data;
using Inkling.Data.Synthetic;

namespace Inkling.Workbench.Tests.Datasets;

public class MixedDigitsTests
{
    [Fact]
    public void After_every_three_comes_a_synthetic_digit_and_the_test_samples_stay()
    {
        Sample[] own = [.. Enumerable.Range(0, 10).Select(i => new Sample(Enumerable.Repeat((byte)i, 784).ToArray(), i % 10))];
        Sample[] synthetic = [.. SyntheticDigits.Train(3).Read()];
        var digits = SyntheticDigits.Load(trainCount: 0, testCount: 5) with { Train = Reader.Of(own) };

        var mixed = MixedDigits.Of(digits);

        Sample[] expected = [.. own[..3], synthetic[0], .. own[3..6], synthetic[1], .. own[6..9], synthetic[2], .. own[9..]];
        Assert.Equal(expected.Select(Text), mixed.Train.Read().Select(Text));
        Assert.Equal(expected.Length, mixed.Train.Count);
        Assert.Equal(digits.Test.Read().Select(Text), mixed.Test.Read().Select(Text));
        Assert.Equal("mnist-and-synthetic", mixed.Name);

        static string Text(Sample sample) => $"{sample.Label} {Convert.ToHexString(sample.Pixels.Span)}";
    }
}
