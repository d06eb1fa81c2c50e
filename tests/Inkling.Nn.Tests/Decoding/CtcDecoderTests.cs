using CsCheck;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class CtcDecoderTests
{
    private static readonly Gen<(int Classes, int Columns, int Seed)> Cases = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 6], Gen.Int[0, 1000]);

    [Theory]
    [InlineData("___", "")]
    [InlineData("a", "a 0-0")]
    [InlineData("aaa", "a 0-2")]
    [InlineData("a_a", "a 0-0, a 2-2")]
    [InlineData("_aab__bbc_", "a 1-2, b 3-3, b 6-7, c 8-8")]
    [InlineData("abab", "a 0-0, b 1-1, a 2-2, b 3-3")]
    [InlineData("__cc", "c 2-3")]
    public void Greedy_merges_equal_neighbours_and_drops_blanks(string path, string expected)
    {
        float[] logits = Logits(path);
        var places = new PlacedLabel[path.Length];

        int count = CtcDecoder.Greedy(logits, 3, path.Length, places);
        byte[] labels = CtcDecoder.Greedy(logits, 3, path.Length);

        Assert.Equal(expected, string.Join(", ", places[..count].Select(place => $"{(char)('a' + place.Label)} {place.First}-{place.Last}")));
        Assert.Equal(places[..count].Select(place => place.Label), labels);
    }

    [Fact]
    public void Greedy_takes_the_first_of_equal_values_and_nothing_for_larger_than_not_a_number()
    {
        Assert.Equal([0], CtcDecoder.Greedy([1f, 1f, 1f], 2, 1));
        Assert.Equal([1], CtcDecoder.Greedy([0f, 2f, float.NaN], 2, 1));
    }

    [Fact]
    public void Beam_as_wide_as_can_be_finds_all_readings_with_the_sum_of_their_paths() => Cases.Sample(
        (classes, columns, seed) =>
        {
            float[] logits = RandomArrays.Normal(seed, (classes + 1) * columns);
            var expected = CtcOracle.Readings(classes, columns, logits);

            var found = CtcDecoder.Beam(logits, classes, columns, width: 10_000);

            Assert.Equal(expected.Count, found.Count);
            Assert.Equal(found.OrderByDescending(reading => reading.LogProbability), found);
            foreach (var reading in found)
                Assert.Equal(expected[CtcOracle.Text(reading.Labels.Span)], Math.Exp(reading.LogProbability), 1e-12);
        },
        iter: 60);

    [Fact]
    public void A_narrower_beam_claims_no_more_than_there_is() => Cases.Select(Gen.Int[1, 4]).Sample(
        (of, width) =>
        {
            float[] logits = RandomArrays.Normal(of.Seed, (of.Classes + 1) * of.Columns);
            var expected = CtcOracle.Readings(of.Classes, of.Columns, logits);

            var found = CtcDecoder.Beam(logits, of.Classes, of.Columns, width);

            Assert.InRange(found.Count, 1, width);
            Assert.Equal(found.Count, found.Select(reading => CtcOracle.Text(reading.Labels.Span)).Distinct().Count());
            Assert.All(found, reading => Assert.True(Math.Exp(reading.LogProbability) <= expected[CtcOracle.Text(reading.Labels.Span)] + 1e-12));
        },
        iter: 100);

    // Both columns say "blank" most likely, and "a" has three paths to one of "": Graves' own example.
    [Fact]
    public void Beam_adds_up_paths_where_greedy_takes_one()
    {
        float[] logits = [MathF.Log(0.4f), MathF.Log(0.4f), MathF.Log(0.6f), MathF.Log(0.6f)];

        var found = CtcDecoder.Beam(logits, 1, 2, width: 3);

        Assert.Empty(CtcDecoder.Greedy(logits, 1, 2));
        Assert.Equal([0], found[0].Labels.ToArray());
        Assert.Equal(0.64, Math.Exp(found[0].LogProbability), 1e-6);
        Assert.Equal(0.36, Math.Exp(found[1].LogProbability), 1e-6);
    }

    [Fact]
    public void Sharp_columns_read_alike_by_both()
    {
        float[] logits = Logits("_a_bb__b_c_aa_");

        Assert.Equal(CtcDecoder.Greedy(logits, 3, 14), CtcDecoder.Beam(logits, 3, 14, width: 5)[0].Labels.ToArray());
    }

    [Fact]
    public void Greedy_into_memory_of_the_caller_allocates_nothing()
    {
        float[] logits = Logits("_a_bb__b_c_aa_");
        byte[] labels = new byte[14];
        var places = new PlacedLabel[14];

        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            CtcDecoder.Greedy(logits, 3, 14, labels);
            CtcDecoder.Greedy(logits, 3, 14, places);
        }));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Require(() => CtcDecoder.Greedy(new float[7], 3, 2), "got 7 for 3 classes and 2 columns");
        Require(() => CtcDecoder.Greedy(new float[8], 3, 2, new byte[1]), "labels expected room for 2, got 1");
        Require(() => CtcDecoder.Beam(new float[258], 257, 1, 1), "1..256 classes");
        Require(() => CtcDecoder.Greedy([], 3, 0), "0 columns");
        Assert.Throws<ArgumentOutOfRangeException>(() => CtcDecoder.Beam(new float[8], 3, 2, 0));

        static void Require(Action call, string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    // One character a column, _ for the blank.
    private static float[] Logits(string path)
    {
        var logits = new float[4 * path.Length];
        for (int t = 0; t < path.Length; t++)
            logits[(path[t] == '_' ? 3 : path[t] - 'a') * path.Length + t] = 9f;
        return logits;
    }
}
