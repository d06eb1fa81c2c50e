using System.Security.Cryptography;
using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests.Synthetic;

public class SyntheticDigitsTests
{
    [Fact]
    public void The_same_seed_gives_the_same_digits() =>
        Assert.Equal(Hash(SyntheticDigits.Train(500, seed: 7)), Hash(SyntheticDigits.Train(500, seed: 7)));

    // What was learnt from a seed can be learnt again. A change of the digits is a decision; this hash then changes with it.
    [Fact]
    public void The_digits_of_a_seed_are_the_same_in_every_process_and_on_every_machine() =>
        Assert.Equal("5E80009037E4591CC6DAD4C9C70F3AAF4447205CD196A92679D730E21FBA1D6E", Hash(SyntheticDigits.Train(100, seed: 1)));

    [Fact]
    public void Another_seed_gives_other_digits() =>
        Assert.NotEqual(Hash(SyntheticDigits.Train(10, seed: 1)), Hash(SyntheticDigits.Train(10, seed: 2)));

    [Fact]
    public void A_shorter_set_is_the_beginning_of_a_longer_one() =>
        Assert.Equal(Hash(SyntheticDigits.Train(100)), Hash(SyntheticDigits.Train(2100).Read().Take(100)));

    [Fact]
    public void Every_pass_gives_the_same_samples_in_the_same_memory()
    {
        var digits = SyntheticDigits.Train(30);
        Assert.Equal(digits.Read(pass: 0), digits.Read(pass: 3));
    }

    [Fact]
    public void Threads_that_read_at_once_see_the_same_digits()
    {
        var digits = SyntheticDigits.Train(2500);
        var hashes = new string[4];
        var threads = Enumerable.Range(0, hashes.Length)
            .Select(i => new Thread(() => hashes[i] = Hash(i % 2 == 0 ? digits.Read() : digits.Read().Reverse()))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var alone = SyntheticDigits.Train(2500);
        Assert.Equal([Hash(alone), Hash(alone.Read().Reverse()), Hash(alone), Hash(alone.Read().Reverse())], hashes);
    }

    [Fact]
    public void Training_and_test_share_no_image()
    {
        var train = Images(SyntheticDigits.Train(3000, seed: 1)).ToHashSet();
        var test = Images(SyntheticDigits.Test(1000, seed: 1)).ToList();
        Assert.Equal(3000, train.Count);
        Assert.DoesNotContain(test, train.Contains);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(1024), InlineData(1025)]
    public void The_count_is_known_and_kept(int count)
    {
        var digits = SyntheticDigits.Train(count);
        Assert.Equal(count, digits.Count);
        Assert.Equal(count, digits.Read().Count());
    }

    [Fact]
    public void Every_digit_comes_equally_often()
    {
        var counts = SyntheticDigits.Train(1005).Read().CountBy(sample => sample.Label).OrderBy(pair => pair.Key).ToList();
        Assert.Equal(Enumerable.Range(0, 10), counts.Select(pair => pair.Key));
        Assert.All(counts, pair => Assert.InRange(pair.Value, 100, 101));
    }

    [Fact]
    public void Digits_are_drawn_as_far_as_they_are_read()
    {
        var moreThanMemoryHolds = SyntheticDigits.Train(1_000_000_000);
        Assert.Equal(Hash(SyntheticDigits.Train(20)), Hash(moreThanMemoryHolds.Read().Take(20)));
    }

    [Fact]
    public void A_negative_count_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticDigits.Train(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticDigits.Test(-1));
    }

    [Fact]
    public void The_data_set_says_what_it_holds()
    {
        var synthetic = SyntheticDigits.Load(trainCount: 20, testCount: 10, seed: 5);
        Assert.Equal(("synthetic", 1, 28, 28), (synthetic.Name, synthetic.Channels, synthetic.Height, synthetic.Width));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], synthetic.ClassNames);
        Assert.Equal(Hash(SyntheticDigits.Train(20, seed: 5)), Hash(synthetic.Train));
        Assert.Equal(Hash(SyntheticDigits.Test(10, seed: 5)), Hash(synthetic.Test));
    }

    private static string Hash(Reader<Sample> digits) => Hash(digits.Read());

    private static string Hash(IEnumerable<Sample> samples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var sample in samples)
        {
            hash.AppendData(sample.Pixels.Span);
            hash.AppendData([(byte)sample.Label]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Images(Reader<Sample> digits) =>
        digits.Read().Select(sample => Convert.ToHexString(sample.Pixels.Span));
}
