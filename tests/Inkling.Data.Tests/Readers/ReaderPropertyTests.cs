using CsCheck;

namespace Inkling.Data.Tests;

/// <summary>What holds for readers of any items, lengths and settings: most of them are a LINQ operator that can be read again.</summary>
public class ReaderPropertyTests
{
    private const int Iterations = 300;

    private static readonly Gen<int[]> Items = Gen.Int[0, 9].Array[0, 40];
    private static readonly Gen<int> Number = Gen.Int[1, 12];

    [Fact]
    public void Map_chain_first_and_skip_agree_with_LINQ() =>
        Gen.Select(Items, Items, Gen.Int[0, 50]).Sample((a, b, n) =>
        {
            Reader<int> one = Of(a), other = Of(b);

            Check(a.Select(i => 2 * i), one.Map(i => 2 * i));
            Check(a.Concat(b), one.Chain(other));
            Check(a.Take(n), one.FirstN(n));
            Check(a.Skip(n), one.Skip(n));
            Check(a, one.FirstN(n).Chain(one.Skip(n)));
            Check(a, one.Cache());
        }, iter: Iterations);

    [Fact]
    public void Compose_agrees_with_zip_where_lengths_are_equal_and_names_both_where_not() =>
        Gen.Select(Items, Items, Gen.Bool).Sample((a, b, known) =>
        {
            Reader<int> one = Of(a), other = known ? Reader.Of(b) : Of(b);
            if (a.Length == b.Length)
            {
                Check(a.Zip(b), one.Compose(other));
                return;
            }

            var found = Assert.ThrowsAny<Exception>(() => Assert.Equal(Math.Min(a.Length, b.Length), one.Compose(other).Read().Count()));
            Assert.True(found is InvalidDataException);
            string longer = !known || a.Length > b.Length ? $"more than {Math.Min(a.Length, b.Length)}" : $"{b.Length}";
            Assert.EndsWith(a.Length < b.Length ? $"got {a.Length} and {longer}" : $"got {longer} and {b.Length}", found.Message, StringComparison.Ordinal);
        }, iter: Iterations);

    [Fact]
    public void Shuffle_is_a_permutation_within_its_buffer_that_seed_and_pass_determine() =>
        Gen.Select(Items, Number, Gen.Int, Gen.Int[0, 1000]).Sample((a, buffer, seed, pass) =>
        {
            var shuffled = Of(a).Shuffle(buffer, seed);

            Assert.Equal(a.Chunk(buffer).SelectMany(part => part.Order()), shuffled.Read(pass).Chunk(buffer).SelectMany(part => part.Order()));
            Assert.Equal(shuffled.Read(pass), Of(a).Shuffle(buffer, seed).Read(pass));
        }, iter: Iterations);

    [Fact]
    public void Batch_agrees_with_chunk() =>
        Gen.Select(Items, Number).Sample((a, size) => Assert.Equal(
            a.Chunk(size),
            Of(a).Map(i => new Sample(ReadOnlyMemory<byte>.Empty, i)).Batch(size).Read().Select(batch => batch.Samples.ToArray().Select(sample => sample.Label).ToArray())),
            iter: Iterations);

    [Fact]
    public void Buffered_gives_the_sequence_of_its_source() =>
        Gen.Select(Items, Number).Sample((a, size) => Check(a, Of(a).Buffered(size)), iter: Iterations);

    [Fact]
    public void XMap_in_order_agrees_with_map() =>
        Gen.Select(Items, Number, Number).Sample((a, workers, buffer) => Check(a.Select(i => i + 1), Of(a).XMap(i => i + 1, workers, buffer)), iter: Iterations);

    [Fact]
    public void XMap_without_order_gives_the_results_of_map_in_some_order() =>
        Gen.Select(Items, Number, Number).Sample((a, workers, buffer) => Assert.Equal(
            a.Select(i => i + 1).Order(),
            Of(a).XMap(i => i + 1, workers, buffer, ordered: false).Read().Order()),
            iter: Iterations);

    [Fact]
    public void Decorators_of_decorators_give_the_same_in_every_reading() =>
        Gen.Select(Items, Number, Number, Gen.Int[0, 9]).Sample((a, size, workers, pass) =>
        {
            var reader = Of(a).Shuffle(2 * size, seed: 5).Buffered(size).XMap(i => 3 * i, workers, size).Chain(Of(a).Cache()).Buffered(1).FirstN(60);

            Assert.Equal(Of(a).Shuffle(2 * size, seed: 5).Map(i => 3 * i).Chain(Of(a)).FirstN(60).Read(pass), reader.Read(pass));
            Assert.Equal(reader.Read(pass), reader.Read(pass));
        }, iter: Iterations);

    // A reader that does not know its count, so that nothing can be decided beforehand.
    private static Reader<int> Of(int[] items) => new(_ => items);

    private static void Check<T>(IEnumerable<T> expected, Reader<T> reader)
    {
        Assert.Equal(expected, reader.Read());
        Assert.Equal(expected, reader.Read(pass: 3));
    }
}
