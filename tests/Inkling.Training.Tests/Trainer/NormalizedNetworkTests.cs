using Inkling.Data;
using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

/// <summary>Networks whose layers choose at random or observe while learning.</summary>
public sealed class NormalizedNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Threads_change_no_bit()
    {
        var hashes = new HashSet<string>();
        for (int threads = 1; threads <= 5; threads++)
        {
            var trainer = New(threads: threads);
            trainer.Train(Corners.Batches(count: 600, size: 290), passes: 3);
            hashes.Add(trainer.Parameters.Hash());
        }

        Assert.Single(hashes);
    }

    [Fact]
    public void The_seed_of_the_trainer_decides_what_is_dropped()
    {
        Assert.Equal(Hash(seed: 1), Hash(seed: 1));
        Assert.NotEqual(Hash(seed: 1), Hash(seed: 2));

        static string Hash(int seed)
        {
            var trainer = New(seed: seed);
            trainer.Train(Corners.Batches(), passes: 1);
            return trainer.Parameters.Hash();
        }
    }

    [Fact]
    public void It_learns_and_is_tested_without_dropping()
    {
        var trainer = New();

        trainer.Train(Corners.Batches(count: 400, size: 40), passes: 20);

        var samples = Corners.Samples(200, seed: 9).Batch(32);
        Assert.InRange(trainer.Test(samples).Metrics.Accuracy, 0.95, 1.0);
        Assert.Equal(trainer.Test(samples), trainer.Test(samples));
    }

    [Fact]
    public void Moving_averages_follow_the_minibatches()
    {
        var trainer = New();
        var mean = 0.0;

        // 70 samples are two shards of 35.
        var batches = Corners.Samples(350).Batch(70);
        foreach (var batch in batches.Read())
        {
            double observed = batch.Samples.ToArray().Average(sample => sample.Pixels.ToArray().Average(pixel => pixel / 255.0 * 2.0 - 1.0));
            mean = 0.9 * mean + 0.1 * observed;
        }

        trainer.Train(batches, passes: 1);

        Assert.Equal(mean, trainer.Parameters.Get("batchnorm1.mean")[0], 1e-6);
    }

    [Fact]
    public void Frozen_moving_averages_stay()
    {
        var trainer = New();
        trainer.Parameters.Freeze("batchnorm1.mean");
        trainer.Parameters.Freeze("batchnorm1.variance");

        trainer.Train(Corners.Batches(), passes: 1);

        Assert.Equal([0f], trainer.Parameters.Get("batchnorm1.mean").ToArray());
        Assert.Equal([1f], trainer.Parameters.Get("batchnorm1.variance").ToArray());
        Assert.NotEqual([0f, 0f, 0f], trainer.Parameters.Get("batchnorm2.mean").ToArray());
    }

    [Fact]
    public void Moving_averages_that_were_frozen_stay_after_a_training_goes_on()
    {
        string path = Path.Combine(_folder.Path, "frozen");
        Trainer first = New(), resumed = New();
        first.Parameters.Freeze("batchnorm1.mean");
        Checkpoint.Save(first, path);

        Checkpoint.Restore(resumed, path);
        resumed.Train(Corners.Batches(), passes: 1);

        Assert.Equal([0f], resumed.Parameters.Get("batchnorm1.mean").ToArray());
        Assert.NotEqual([1f], resumed.Parameters.Get("batchnorm1.variance").ToArray());
    }

    [Fact]
    public void An_average_of_the_parameters_takes_in_the_moving_averages()
    {
        var trainer = New(average: ModelAverage.Exponential(0.5));

        trainer.Train(Corners.Batches(), passes: 1);

        Assert.NotEqual(trainer.Parameters.Get("batchnorm2.mean").ToArray(), trainer.Snapshot().Get("batchnorm2.mean").ToArray());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(17)]
    public void A_training_goes_on_to_the_same_bits_with_the_same_metrics(int stop)
    {
        string path = Path.Combine(_folder.Path, "checkpoint");
        EndPass? expected = null, got = null;
        var whole = New();
        whole.Train(Corners.Batches(), passes: 2, e => expected = e as EndPass ?? expected);

        var first = New();
        using var source = new CancellationTokenSource();
        first.Train(Corners.Batches(), passes: 2, _ => Cancel(), cancellation: source.Token);
        Checkpoint.Save(first, path);
        var second = New(threads: 3);
        Checkpoint.Restore(second, path);
        second.Train(Corners.Batches(), passes: 2, e => got = e as EndPass ?? got);

        Assert.Equal(whole.Parameters.Hash(), second.Parameters.Hash());
        Assert.Equal(expected, got);
        Assert.Equal(100, Total(got!.Metrics.Confusion!));

        void Cancel()
        {
            if (first.CompletedIterations == stop)
                source.Cancel();
        }
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_refused()
    {
        string path = Path.Combine(_folder.Path, "checkpoint");
        Checkpoint.Save(New(seed: 1), path);

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(New(seed: 2), path));

        Assert.Contains("another seed: expected 2, found 1", error.Message, StringComparison.Ordinal);
    }

    private static long Total(ConfusionCounts counts)
    {
        long total = 0;
        for (int label = 0; label < counts.Classes; label++)
        {
            for (int taken = 0; taken < counts.Classes; taken++)
                total += counts[label, taken];
        }

        return total;
    }

    private static Trainer New(Optimizer? optimizer = null, int threads = 2, int seed = 1, ModelAverage? average = null)
    {
        var cost = Corners.NormalizedCost();
        return new(cost, Parameters.Create(cost, seed: 3), optimizer ?? new Momentum(0.05), threads, seed, new MetricSettings(TopK: 2, CountsConfusions: true), average: average);
    }
}
