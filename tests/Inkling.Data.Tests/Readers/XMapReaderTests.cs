namespace Inkling.Data.Tests;

public class XMapReaderTests
{
    [Fact]
    public void Results_keep_the_order_of_their_items_although_they_end_in_another()
    {
        using var second = new ManualResetEventSlim();
        var reader = Numbers(2).XMap(i =>
        {
            // The first ends after the second.
            if (i == 0)
                Assert.True(second.Wait(TimeSpan.FromSeconds(10)));
            else
                second.Set();
            return i;
        }, workers: 2, buffer: 2);

        Assert.Equal([0, 1], reader.Read());
    }

    [Fact]
    public void Without_order_what_is_done_first_comes_first()
    {
        using var taken = new ManualResetEventSlim();
        var reader = Numbers(2).XMap(i => i > 0 || taken.Wait(TimeSpan.FromSeconds(10)) ? i : -1, workers: 2, buffer: 2, ordered: false);

        using var stream = reader.Read().GetEnumerator();
        stream.MoveNext();
        Assert.Equal(1, stream.Current);
        taken.Set();
        stream.MoveNext();

        Assert.Equal(0, stream.Current);
        Assert.False(stream.MoveNext());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_more_calls_run_at_once_than_there_are_workers_and_no_more_items_are_in_hand_than_the_buffer_holds(bool ordered)
    {
        var source = new WatchedSource(200);
        int now = 0, most = 0, taken = 0, furthest = 0;
        var reader = source.Reader.XMap(i =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            Thread.Yield();
            Interlocked.Decrement(ref now);
            return i;
        }, workers: 3, buffer: 7, ordered);

        foreach (int _ in reader.Read())
            furthest = Math.Max(furthest, source.Given - taken++);

        Assert.Equal(200, taken);
        Assert.InRange(most, 1, 3);
        Assert.InRange(furthest, 1, 7);
    }

    [Fact]
    public void The_source_is_read_on_the_reading_thread()
    {
        var source = new WatchedSource(10);

        Assert.Equal(10, source.Reader.XMap(i => i, workers: 2, buffer: 4).Read().Count());

        Assert.Equal(Thread.CurrentThread, source.Thread);
    }

    [Fact]
    public void Nothing_is_read_before_the_first_result_is_asked_for()
    {
        var source = new WatchedSource(10);

        using var stream = source.Reader.XMap(i => i, workers: 2, buffer: 4).Read().GetEnumerator();

        Assert.Equal(0, source.Given);
    }

    [Fact]
    public void A_failure_of_the_function_takes_the_place_of_its_result()
    {
        var got = new List<int>();
        var reader = Numbers(10).XMap(i => i == 4 ? throw new IOException("undecodable") : i, workers: 2, buffer: 3);

        Assert.Equal("undecodable", Assert.Throws<IOException>(() => Take(reader, got)).Message);
        Assert.Equal([0, 1, 2, 3], got);
    }

    [Fact]
    public void A_failure_of_the_source_comes_after_the_results_before_it()
    {
        var got = new List<int>();
        var source = new WatchedSource(10, failsAt: 4);

        Assert.Equal("unplugged", Assert.Throws<IOException>(() => Take(source.Reader.XMap(i => i, workers: 2, buffer: 8), got)).Message);
        Assert.Equal([0, 1, 2, 3], got);
        Assert.True(source.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loop_that_is_left_early_waits_for_the_calls_that_run_and_begins_no_others(bool ordered)
    {
        var source = new WatchedSource(int.MaxValue);
        int begun = 0, ended = 0;
        var reader = source.Reader.XMap(i =>
        {
            Interlocked.Increment(ref begun);
            Thread.Sleep(1);
            Interlocked.Increment(ref ended);
            return i;
        }, workers: 2, buffer: 8, ordered);

        Assert.Equal(5, reader.Read().Take(5).Count());
        int after = begun;
        Thread.Sleep(20);

        Assert.Equal(after, ended);
        Assert.Equal(after, begun);
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void Passes_and_counts_are_handed_on()
    {
        var reader = new Reader<int>(pass => [pass, pass + 1], count: 2).XMap(i => $"{i}", workers: 1, buffer: 1);

        Assert.Equal(["7", "8"], reader.Read(7));
        Assert.Equal(2, reader.Count);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(1).XMap(i => i, workers: 0, buffer: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(1).XMap(i => i, workers: 1, buffer: 0));
    }

    private static Reader<int> Numbers(int count) => Reader.Of(Enumerable.Range(0, count).ToArray());

    private static void Take(Reader<int> reader, List<int> got)
    {
        foreach (int item in reader.Read())
            got.Add(item);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen;)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                break;
            seen = before;
        }
    }
}
