namespace Inkling.Data.Tests;

/// <summary>Not beside other tests: it measures the memory of the process.</summary>
[CollectionDefinition(nameof(LongFileTests), DisableParallelization = true)]
[Collection(nameof(LongFileTests))]
public sealed class LongFileTests : TemporaryFolder
{
    private const int Count = 10_000_000;
    private const int MegaByte = 1 << 20;

    [Fact]
    public void Ten_million_samples_are_streamed_in_constant_memory()
    {
        string path = At("long.samples");
        var source = new Reader<Sample>(_ => Enumerable.Range(0, Count).Select(i => new Sample(Ink, i % 10)), Count);
        SampleFile.Write(path, source.Read());
        Assert.Equal(20 + 6L * Count, new FileInfo(path).Length);

        var batches = SampleFile.Open(path).Read().Map(sample => sample with { Label = 9 - sample.Label }).Shuffle(8192, seed: 1).Batch(128);
        long before = GC.GetTotalMemory(forceFullCollection: true), most = 0, read = 0, labels = 0;
        foreach (var batch in batches.Read())
        {
            foreach (var sample in batch.Samples)
                labels += sample.Label + sample.Pixels.Span[1];
            read += batch.Count;
            if (read % (Count / 10) < batch.Count)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(Count, batches.SampleCount);
        Assert.Equal(Count, read);
        Assert.Equal(45L * (Count / 10) + 2L * Count, labels);

        // The buffer of the shuffle takes 0.2 MB; the file is of 57 MB.
        Assert.InRange(most, 0, 2 * MegaByte);
    }

    private static ReadOnlyMemory<byte> Ink { get; } = new byte[] { 1, 2 };
}
