using Inkling.TestKit;

namespace Inkling.Data.Tests;

public class ReaderTests
{
    private static readonly Reader<int> Numbers = Reader.Of(Enumerable.Range(0, 100).ToArray());

    [Fact]
    public void Shuffle_gives_every_item_once_in_another_order_per_pass_and_the_same_for_the_same_pass()
    {
        var shuffled = Numbers.Shuffle(buffer: 1000, seed: 1);

        Assert.Equal(Enumerable.Range(0, 100), shuffled.Read(0).Order());
        Assert.NotEqual(Enumerable.Range(0, 100), shuffled.Read(0));
        Assert.NotEqual(shuffled.Read(0), shuffled.Read(1));
        Assert.Equal(shuffled.Read(1), shuffled.Read(1));
        Assert.NotEqual(shuffled.Read(0), Numbers.Shuffle(1000, seed: 2).Read(0));
        Assert.Equal(100, shuffled.Count);
    }

    [Fact]
    public void Shuffle_mixes_within_its_buffer_only()
    {
        int[] items = [.. Numbers.Shuffle(buffer: 30, seed: 1).Read()];

        Assert.All(items.Select((item, place) => (item, place)), entry => Assert.Equal(entry.place / 30, entry.item / 30));
        Assert.Equal(Enumerable.Range(90, 10), items[90..].Order());
    }

    [Fact]
    public void Readers_are_lazy()
    {
        int read = 0;
        var counting = new Reader<int>(_ => Enumerable.Range(0, 1000).Select(i => { read++; return i; }));

        var reader = counting.Map(i => i).Shuffle(10, 1).Chain(counting).FirstN(5);
        Assert.Equal(0, read);
        _ = reader.Read().ToList();

        Assert.Equal(10, read);
    }

    [Fact]
    public void Map_chain_first_and_skip_give_what_their_names_say_and_know_their_counts()
    {
        Assert.Equal([0, 2, 4], Numbers.Map(i => 2 * i).FirstN(3).Read());
        Assert.Equal([98, 99], Numbers.Skip(98).Read());
        Assert.Equal([0, 1, 99], Numbers.FirstN(2).Chain(Numbers.Skip(99)).Read());
        Assert.Equal(3, Numbers.FirstN(2).Chain(Numbers.Skip(99)).Count);
        Assert.Equal(0, Numbers.Skip(200).Count);
        Assert.Equal(100, Numbers.FirstN(200).Count);
        Assert.Null(new Reader<int>(_ => []).Chain(Numbers).Count);
    }

    [Fact]
    public void Compose_pairs_items_and_names_both_lengths_where_they_differ()
    {
        Assert.Equal([(0, "0"), (1, "1")], Numbers.FirstN(2).Compose(Numbers.Map(i => $"{i}").FirstN(2)).Read());

        var known = Assert.Throws<ArgumentException>(() => Numbers.Compose(Numbers.FirstN(99)));
        Assert.Contains("100 and 99", known.Message, StringComparison.Ordinal);

        var unknown = new Reader<int>(_ => Enumerable.Range(0, 3));
        var found = Assert.Throws<InvalidDataException>(() => unknown.Compose(Numbers).Read().Count());
        Assert.Contains("3 and 100", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cache_reads_once_also_from_several_threads()
    {
        int readings = 0;
        var cached = new Reader<int>(_ =>
        {
            Interlocked.Increment(ref readings);
            Thread.Yield();
            return Enumerable.Range(0, 50);
        }).Cache();

        Parallel.For(0, 8, pass => Assert.Equal(Enumerable.Range(0, 50), cached.Read(pass)));

        Assert.Equal(1, readings);
    }

    [Fact]
    public void Cache_reads_when_its_stream_is_and_not_before()
    {
        int readings = 0;
        var stream = new Reader<int>(_ => [++readings]).Cache().Read();

        Assert.Equal(0, readings);
        Assert.Equal([1], stream);
    }

    [Fact]
    public void Cache_tries_again_what_failed()
    {
        int readings = 0;
        var cached = new Reader<int>(_ => readings++ == 0 ? throw new IOException("unplugged") : [7]).Cache();

        Assert.Throws<IOException>(() => cached.Read().Count());

        Assert.Equal([7], cached.Read());
        Assert.Equal([7], cached.Read());
        Assert.Equal(2, readings);
    }

    [Fact]
    public void Reading_allocates_per_pass_and_not_per_item()
    {
        long few = AllocatedBy(1_000), many = AllocatedBy(50_000);

        Assert.InRange(many - few, -1024, 1024);

        static long AllocatedBy(int count)
        {
            var samples = Reader.Of(new Sample[count]);
            var batches = samples.Map(sample => sample with { Label = 1 }).Compose(samples.Cache()).Map(pair => pair.Second)
                .Chain(samples.Skip(1)).FirstN(2 * count).Shuffle(buffer: 512, seed: 1).Batch(100);
            return Allocation.LeastOf(Pass);

            void Pass()
            {
                foreach (var batch in batches.Read(pass: 1))
                    Assert.False(batch.Samples.IsEmpty);
            }
        }
    }

    [Fact]
    public void Sequences_of_labels_pass_through_all_readers_of_samples()
    {
        var samples = Reader.Of(Enumerable.Range(0, 200).Select(i => new Sample(new byte[28 * 28], i) { Labels = new byte[i % 7] }).ToArray());

        var read = samples.Shuffle(30, seed: 1).Cache().Buffered(10).Augment(Augmentation.Handwriting, seed: 1, workers: 2).Chain(samples).Batch(50).Read()
            .SelectMany(batch => batch.Samples.ToArray()).ToList();

        Assert.Equal(400, read.Count);
        Assert.All(read, sample => Assert.Equal(sample.Label % 7, sample.Labels.Length));
    }

    [Fact]
    public void Batch_groups_and_ends_with_the_rest()
    {
        var samples = Reader.Of(Enumerable.Range(0, 60_000).Select(i => new Sample(ReadOnlyMemory<byte>.Empty, i)).ToArray());

        var batches = samples.Batch(128);

        Assert.Equal(469, batches.Count);
        int[] sizes = [.. batches.Read().Select(batch => batch.Count)];
        Assert.Equal(469, sizes.Length);
        Assert.All(sizes[..^1], size => Assert.Equal(128, size));
        Assert.Equal(96, sizes[^1]);
        Assert.Equal(128, batches.Read().Skip(1).First().Samples[0].Label);
    }

    [Fact]
    public void Counts_and_sizes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Shuffle(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.FirstN(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Skip(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.Of<Sample>([]).Batch(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Read(-1));
    }
}
