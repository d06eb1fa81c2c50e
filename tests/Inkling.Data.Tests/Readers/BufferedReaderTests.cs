namespace Inkling.Data.Tests;

public class BufferedReaderTests
{
    [Fact]
    public void Nothing_is_read_before_the_first_item_is_asked_for()
    {
        var source = new WatchedSource(10);

        using var stream = source.Reader.Buffered(3).Read().GetEnumerator();
        Assert.Equal(0, source.Given);
        stream.MoveNext();

        Assert.Equal(0, stream.Current);
    }

    [Fact]
    public void It_reads_ahead_as_far_as_its_buffer_and_no_further()
    {
        var source = new WatchedSource(1000);
        using var stream = source.Reader.Buffered(5).Read().GetEnumerator();

        stream.MoveNext();

        // One item was taken, five lie in the buffer, and one more was read that waits for room.
        Assert.True(SpinWait.SpinUntil(() => source.Given == 7, TimeSpan.FromSeconds(10)));
        Thread.Sleep(20);
        Assert.Equal(7, source.Given);
    }

    [Fact]
    public void The_source_is_read_on_a_thread_of_its_own_that_ends_with_the_stream()
    {
        var source = new WatchedSource(10);

        Assert.Equal(Enumerable.Range(0, 10), source.Reader.Buffered(3).Read());

        Assert.NotEqual(Thread.CurrentThread, source.Thread);
        Assert.False(source.Thread!.IsAlive);
        Assert.True(source.IsClosed);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(100, 3)]
    public void A_loop_that_is_left_early_leaves_no_thread_behind_and_closes_the_source(int size, int taken)
    {
        var source = new WatchedSource(int.MaxValue);

        Assert.Equal(taken, source.Reader.Buffered(size).Read().TakeWhile(item => item < taken).Count());

        Assert.False(source.Thread!.IsAlive);
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void A_failure_arrives_as_it_was_after_the_items_before_it()
    {
        var source = new WatchedSource(10, failsAt: 4);
        var got = new List<int>();

        var error = Assert.Throws<IOException>(() =>
        {
            foreach (int item in source.Reader.Buffered(2).Read())
                got.Add(item);
        });

        Assert.Equal([0, 1, 2, 3], got);
        Assert.Equal("unplugged", error.Message);
        Assert.Contains(nameof(WatchedSource), error.StackTrace, StringComparison.Ordinal);
        Assert.False(source.Thread!.IsAlive);
    }

    [Fact]
    public void A_cancellation_of_the_source_is_a_failure_like_any_other()
    {
        var reader = new Reader<int>(_ => throw new OperationCanceledException("the source's own"));

        Assert.Equal("the source's own", Assert.Throws<OperationCanceledException>(() => reader.Buffered(2).Read().Count()).Message);
    }

    [Fact]
    public void Passes_and_counts_are_handed_on()
    {
        var reader = new Reader<int>(pass => [pass, pass + 1], count: 2).Buffered(4);

        Assert.Equal([7, 8], reader.Read(7));
        Assert.Equal(2, reader.Count);
    }

    [Fact]
    public void Several_threads_may_read_at_once()
    {
        var reader = Reader.Of(Enumerable.Range(0, 500).ToArray()).Buffered(4);

        Parallel.For(0, 6, _ => Assert.Equal(Enumerable.Range(0, 500), reader.Read()));
    }

    [Fact]
    public void An_empty_buffer_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Reader.Of([1]).Buffered(0));
}
