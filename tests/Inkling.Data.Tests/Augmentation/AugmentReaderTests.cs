using System.Security.Cryptography;
using Inkling.Data.Synthetic;
using Inkling.TestKit;

namespace Inkling.Data.Tests;

public class AugmentReaderTests
{
    private static readonly Reader<Sample> Digits = SyntheticDigits.Train(300);

    private static Reader<Sample> Augmented => Digits.Augment(Augmentation.Handwriting, seed: 1);

    [Fact]
    public void The_same_seed_pass_and_index_give_the_same_bits_however_they_are_read()
    {
        string expected = Hash(Augmented.Read(pass: 2));

        Assert.Equal(expected, Hash(Augmented.Read(pass: 2)));
        Assert.Equal(expected, Hash(Augmented.Buffered(7).XMap(sample => sample, workers: 3, buffer: 5).Read(pass: 2)));
        Assert.Equal(expected, Hash(Digits.Augment(Augmentation.Handwriting, seed: 1, workers: 2).Read(pass: 2)));
        Assert.Equal(expected, Hash(Digits.Augment(Augmentation.Handwriting, seed: 1, workers: 5).Buffered(100).Read(pass: 2)));
        Assert.Equal(Hash(Augmented.Read(2).Take(70)), Hash(Digits.FirstN(70).Augment(Augmentation.Handwriting, seed: 1, workers: 3).Read(2)));
    }

    [Fact]
    public void A_sample_does_not_depend_on_those_before_it_or_beside_it()
    {
        Sample[] source = [.. Digits.Read()];
        var varied = new Sample[source.Length];
        var pass = new AugmentedPass(Seed: 1, Number: 2);
        using var augmenters = new ThreadLocal<Augmenter>(() => new(Augmentation.Handwriting, 28, 28));

        Parallel.For(0, source.Length, i => varied[^(i + 1)] = pass.Vary(source[^(i + 1)], source.Length - 1 - i, augmenters.Value!));

        Assert.Equal(Hash(Augmented.Read(pass: 2)), Hash(varied));
    }

    [Fact]
    public void Streams_read_in_turns_do_not_mix()
    {
        var pairs = Augmented.Compose(Digits.Augment(Augmentation.Handwriting, seed: 9)).Read(1).ToList();

        Assert.Equal(Hash(Augmented.Read(1)), Hash(pairs.Select(pair => pair.First)));
        Assert.Equal(Hash(Digits.Augment(Augmentation.Handwriting, seed: 9).Read(1)), Hash(pairs.Select(pair => pair.Second)));
    }

    // What was learnt from a seed can be learnt again. A change of the images is a decision; this hash then changes with it.
    [Fact]
    public void The_images_of_a_seed_are_the_same_in_every_process() =>
        Assert.Equal("B2B7E781D25B0AB648407F83D628AC9B101513055408847AEE9F18719C07B55C", Hash(Augmented.Read()));

    [Fact]
    public void Another_pass_seed_or_index_gives_other_pixels()
    {
        var one = Digits.Read().First();
        var same = Reader.Of(Enumerable.Repeat(one, 50).ToArray());
        var images = new (int Seed, int Pass)[] { (1, 0), (1, 1), (2, 0), (-1, 0) }
            .SelectMany(choice => same.Augment(Augmentation.Handwriting, choice.Seed).Read(choice.Pass))
            .Select(sample => Convert.ToHexString(sample.Pixels.Span)).ToHashSet();

        Assert.Equal(200, images.Count);
    }

    [Fact]
    public void No_settings_give_the_very_same_bytes() =>
        Assert.Equal(Hash(Digits.Read()), Hash(Digits.Augment(new(), seed: 1).Read(3)));

    [Fact]
    public void Labels_order_and_count_are_those_of_the_source_whose_pixels_stay()
    {
        string before = Hash(Digits.Read());

        Assert.Equal(300, Augmented.Count);
        Assert.Equal(Digits.Read().Select(sample => sample.Label), Augmented.Read().Select(sample => sample.Label));
        Assert.Equal(before, Hash(Digits.Read()));
        Assert.Null(new Reader<Sample>(_ => []).Augment(new(), 1).Count);
        Assert.Empty(new Reader<Sample>(_ => []).Augment(new(), 1, workers: 2).Read());
    }

    [Fact]
    public void What_was_given_is_not_overwritten()
    {
        var kept = Augmented.Read().Select(sample => (sample, Hash([sample]))).ToList();
        Assert.All(kept, pair => Assert.Equal(pair.Item2, Hash([pair.sample])));
    }

    [Fact]
    public void It_is_lazy()
    {
        int read = 0;
        var counting = new Reader<Sample>(_ => Digits.Read().Select(sample => { read++; return sample; }));

        var stream = counting.Augment(Augmentation.Handwriting, seed: 1).Read();
        Assert.Equal(0, read);
        _ = stream.Take(3).Count();
        Assert.Equal(3, read);
    }

    [Fact]
    public void A_sample_costs_its_pixels_and_nothing_else()
    {
        Read(300);
        Assert.Equal((784 + 24) * 200, Allocation.LeastOf(() => Read(250)) - Allocation.LeastOf(() => Read(50)), 200.0 * 8);

        static void Read(int count)
        {
            foreach (var sample in Augmented.FirstN(count).Read())
                Assert.False(sample.Pixels.IsEmpty);
        }
    }

    [Fact]
    public void Default_settings_leave_nearly_all_ink_in_the_image_and_its_mass_nearly_as_it_was()
    {
        // The same distortions in a larger image of the same middle; elastic ones differ from size to size.
        var settings = Augmentation.Handwriting with { Elastic = 0f, Noise = 0f };
        var small = SyntheticDigits.Train(2000).Augment(settings, seed: 1).Read().Select(Mass);
        var large = SyntheticDigits.Train(2000).Map(sample => sample with { Pixels = InLargerImage(sample.Pixels.Span) })
            .Augment(settings, seed: 1, height: 48, width: 48).Read().Select(Mass);
        double[] kept = [.. small.Zip(large, (inside, all) => inside / all)];

        Assert.InRange(kept.Average(), 0.995, 1);
        Assert.InRange(kept.Min(), 0.8, 1);

        var still = settings with { Scale = 0f, Thickness = 0f };
        double[] ratios = [.. SyntheticDigits.Train(2000).Augment(still, 1).Read().Zip(SyntheticDigits.Train(2000).Read(), (a, b) => Mass(a) / Mass(b))];
        Assert.Equal(1, ratios.Average(), 0.01);
    }

    [Fact]
    public void A_sample_of_another_size_is_named()
    {
        var mixed = Digits.FirstN(2).Chain(Reader.Of([new Sample(new byte[100], 1)]));

        var one = Assert.Throws<InvalidDataException>(() => mixed.Augment(new(), 1).Read().Count());
        var several = Assert.Throws<InvalidDataException>(() => mixed.Augment(new(), 1, workers: 2).Read().Count());

        Assert.Equal("augment: sample 2: expected 28×28 = 784 pixels, found 100", one.Message);
        Assert.Equal(one.Message, several.Message);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Equal("height", Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Augment(new(), 1, height: 0)).ParamName);
        Assert.Equal("width", Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Augment(new(), 1, width: 4097)).ParamName);
        Assert.Equal("workers", Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Augment(new(), 1, workers: 0)).ParamName);
        Assert.Throws<ArgumentNullException>(() => Digits.Augment(null!, 1));
    }

    private static double Mass(Sample sample) => sample.Pixels.ToArray().Sum(pixel => pixel / 255.0);

    private static byte[] InLargerImage(ReadOnlySpan<byte> digit)
    {
        byte[] large = new byte[48 * 48];
        for (int row = 0; row < 28; row++)
            digit.Slice(row * 28, 28).CopyTo(large.AsSpan(((row + 10) * 48) + 10));
        return large;
    }

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
}
