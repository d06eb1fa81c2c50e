using CsCheck;
using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests.Synthetic;

public class RandomStreamTests
{
    [Fact]
    public void A_stream_is_a_function_of_its_family_and_index() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((family, index) =>
            Numbers(new(family, index)).SequenceEqual(Numbers(new(family, index))));

    [Fact]
    public void Neighbouring_families_and_indices_are_unrelated() =>
        Gen.Select(Gen.ULong[0, 1000], Gen.ULong[0, 1000]).Sample((family, index) =>
        {
            var here = Numbers(new(family, index));
            return !here.Intersect(Numbers(new(family, index + 1))).Any()
                && !here.Intersect(Numbers(new(family + 1, index))).Any()
                && (family == index || !here.Intersect(Numbers(new(index, family))).Any());
        });

    [Fact]
    public void Normal_numbers_have_the_mean_and_the_deviation_asked_for()
    {
        var random = new RandomStream(1, 1);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => (double)random.Normal(3f, 2f)).ToList();
        var mean = numbers.Average();
        Assert.Equal(3.0, mean, 0.05);
        Assert.Equal(2.0, Math.Sqrt(numbers.Average(x => (x - mean) * (x - mean))), 0.05);
    }

    [Fact]
    public void An_index_reaches_every_place_and_no_other()
    {
        var random = new RandomStream(1, 2);
        var reached = Enumerable.Range(0, 1000).Select(_ => random.Index(7)).Distinct().Order();
        Assert.Equal(Enumerable.Range(0, 7), reached);
    }

    [Fact]
    public void A_factor_is_above_one_as_often_as_below()
    {
        var random = new RandomStream(1, 3);
        var factors = Enumerable.Range(0, 10_000).Select(_ => random.Factor(0.5f)).ToList();
        Assert.All(factors, factor => Assert.True(factor > 0f));
        Assert.InRange(factors.Count(factor => factor > 1f), 4800, 5200);
    }

    private static List<double> Numbers(RandomStream random)
    {
        var numbers = new List<double>();
        for (var i = 0; i < 4; i++)
            numbers.Add(((double)random.Uniform() * (1 << 24)) + random.Uniform()); // 48 bits: equal by chance once in a lifetime
        return numbers;
    }
}
