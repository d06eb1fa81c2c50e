using Inkling.Data;

namespace Inkling.Training.Tests;

public class TrainerTests
{
    [Fact]
    public void Training_makes_the_cost_small()
    {
        var trainer = Corners.Trainer();
        double before = trainer.Test(Corners.Samples(200, seed: 9).Batch(32)).Cost;

        var result = trainer.Train(Corners.Batches(), passes: 20);

        var test = trainer.Test(Corners.Samples(200, seed: 9).Batch(32));
        Assert.Equal(new TrainingResult(Outcome.Completed, 20, 0), result);
        Assert.True(test.Cost < before / 4, $"cost {before} before, {test.Cost} after");
        Assert.InRange(test.Metrics.Accuracy, 0.95, 1.0);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var hashes = new HashSet<string>();
        for (int threads = 1; threads <= 5; threads++)
            hashes.Add(Train(threads, size: 70));

        Assert.Single(hashes);

        static string Train(int threads, int size)
        {
            var trainer = Corners.Trainer(threads);
            trainer.Train(Corners.Batches(count: 150, size), passes: 3);
            return trainer.Parameters.Hash();
        }
    }

    [Fact]
    public void Events_are_bracketed_and_in_order()
    {
        var events = new List<string>();

        Corners.Trainer().Train(Corners.Batches(count: 25, size: 10), passes: 2, e => events.Add(Name(e)));

        string[] iterations = ["BeginIteration", "EndForwardBackward", "EndIteration"];
        string[] pass = ["BeginPass", .. iterations, .. iterations, .. iterations, "EndPass"];
        Assert.Equal([.. pass, .. pass], events);
    }

    [Fact]
    public void A_cancelled_training_ends_the_iteration_and_not_the_pass()
    {
        using var source = new CancellationTokenSource();
        var events = new List<TrainingEvent>();
        var trainer = Corners.Trainer();

        var result = trainer.Train(
            Corners.Batches(),
            passes: 3,
            e =>
            {
                events.Add(e);
                if (e is EndIteration { Pass: 1, Batch: 4 })
                    source.Cancel();
            },
            cancellation: source.Token);

        Assert.Equal(new TrainingResult(Outcome.Cancelled, 1, 5), result);
        Assert.Equal(0, Assert.Single(events.OfType<EndPass>()).Pass);
        Assert.Equal(events.OfType<BeginIteration>().Count(), events.OfType<EndIteration>().Count());

        Assert.Equal(Outcome.Completed, trainer.Train(Corners.Batches(), passes: 3).Outcome);
        Assert.Equal(Uninterrupted(), trainer.Parameters.Hash());

        static string Uninterrupted()
        {
            var trainer = Corners.Trainer();
            trainer.Train(Corners.Batches(), passes: 3);
            return trainer.Parameters.Hash();
        }
    }

    [Fact]
    public void A_rate_that_is_far_too_high_is_an_outcome_and_not_an_exception()
    {
        var events = new List<TrainingEvent>();

        var result = Corners.Trainer(rate: 1e30).Train(Corners.Batches(), passes: 3, events.Add);

        Assert.Equal(Outcome.Diverged, result.Outcome);
        Assert.False(double.IsFinite(events.OfType<EndIteration>().Last().Cost));
        Assert.Empty(events.OfType<EndPass>());
    }

    [Fact]
    public void Progress_is_told_after_every_iteration_with_its_end()
    {
        var told = new List<TrainingProgress>();

        Corners.Trainer().Train(Corners.Batches(count: 25, size: 10), passes: 2, progress: new Told(told));

        Assert.Equal([(0, 1, 6), (0, 2, 6), (0, 3, 6), (1, 4, 6), (1, 5, 6), (1, 6, 6)], told.Select(at => (at.Pass, (int)at.Iteration, (int)at.Iterations!.Value)));
        Assert.Equal((2, 1.0, true), (told[^1].Passes, told[^1].Done!.Value, told.All(at => double.IsFinite(at.Cost))));
    }

    [Fact]
    public void A_test_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var trainer = Corners.Trainer();

        Assert.Throws<OperationCanceledException>(() => trainer.Test(Corners.Batches(), source.Token));

        Assert.Equal(100, trainer.Test(Corners.Batches(), CancellationToken.None).Metrics.Samples);
    }

    // Not System.Progress, which tells on another thread.
    private sealed class Told(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }

    [Fact]
    public void Testing_leaves_the_parameters_alone()
    {
        var trainer = Corners.Trainer();
        string before = trainer.Parameters.Hash();

        var first = trainer.Test(Corners.Batches());

        Assert.Equal(before, trainer.Parameters.Hash());
        Assert.Equal(first, trainer.Test(Corners.Batches()));
    }

    [Fact]
    public void Batches_smaller_than_the_workers_are_learnt_from()
    {
        var trainer = Corners.Trainer(threads: 4);

        Assert.Equal(Outcome.Completed, trainer.Train(Corners.Batches(count: 7, size: 2), passes: 1).Outcome);
        Assert.Equal(4, trainer.CompletedIterations);
    }

    [Fact]
    public void Frozen_parameters_stay_to_the_bit_and_the_others_learn()
    {
        var trainer = Corners.Trainer();
        var parameters = trainer.Parameters;
        var before = parameters.Names.ToDictionary(name => name, name => parameters.Get(name).ToArray());
        parameters.Freeze("conv1.weight");
        parameters.Freeze("fc1.bias");

        trainer.Train(Corners.Batches(), passes: 1);

        Assert.All(parameters.Names, name =>
            Assert.Equal(parameters.IsFrozen(name), parameters.Get(name).SequenceEqual(before[name])));
    }

    [Fact]
    public void A_reader_without_samples_is_refused()
    {
        var empty = Reader.Of(Array.Empty<Sample>()).Batch(4);

        Assert.Throws<InvalidDataException>(() => Corners.Trainer().Test(empty));
        Assert.Throws<InvalidDataException>(() => Corners.Trainer().Train(empty, passes: 1));
    }

    [Fact]
    public void A_sample_of_another_size_is_named()
    {
        var wrong = Reader.Of(new[] { new Sample(new byte[9], 0) }).Batch(1);

        var error = Assert.Throws<ArgumentException>(() => Corners.Trainer().Train(wrong, passes: 1));

        Assert.Contains("expected 16 bytes (1×4×4), got 9", error.Message, StringComparison.Ordinal);
    }

    private static string Name(TrainingEvent e) => e.GetType().Name;
}
