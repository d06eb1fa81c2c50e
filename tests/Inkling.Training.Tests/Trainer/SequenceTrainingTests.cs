using Inkling.Data;
using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

/// <summary>Networks that read sequences of labels.</summary>
public sealed class SequenceTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_learns_to_read_samples_it_has_not_seen_without_an_error()
    {
        var trainer = Bars.Trainer();

        trainer.Train(Bars.Batches(count: 600), passes: 20);

        var unseen = Bars.Samples(300, seed: 9);
        var metrics = trainer.Test(unseen.Batch(32)).Metrics;
        Assert.Equal("{string_error: 0, label_error: 0}", metrics.ToString());
        Assert.Equal((300, unseen.Read().Sum(sample => sample.Labels.Length)), (metrics.Samples, metrics.Labels));
        Assert.Null(metrics.SoleAnswer);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var hashes = new HashSet<string>();
        var results = new HashSet<TestResult>();
        for (int threads = 1; threads <= 3; threads++)
        {
            var trainer = Bars.Trainer(threads);
            trainer.Train(Bars.Batches(count: 300, size: 150), passes: 2);
            hashes.Add(trainer.Parameters.Hash());
            results.Add(trainer.Test(Bars.Samples(200, seed: 9).Batch(150)));
        }

        Assert.Single(hashes);
        Assert.Single(results);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(17)]
    public void A_training_goes_on_to_the_same_bits_and_counts(int stop)
    {
        string path = _folder.File("checkpoint");
        var whole = new List<TrainingEvent>();
        var trainer = Bars.Trainer();
        trainer.Train(Bars.Batches(), passes: 2, whole.Add);

        var first = Bars.Trainer();
        using (var source = new CancellationTokenSource())
        {
            first.Train(Bars.Batches(), 2, e => CancelAt(e, source), cancellation: source.Token);
            Checkpoint.Save(first, path);
        }

        var second = Bars.Trainer(threads: 1);
        Checkpoint.Restore(second, path);
        var rest = new List<TrainingEvent>();
        second.Train(Bars.Batches(), passes: 2, rest.Add);

        Assert.Equal(trainer.Parameters.Hash(), second.Parameters.Hash());
        var expected = whole.OfType<EndPass>().Last();
        Assert.Equal(expected, rest.OfType<EndPass>().Last());
        Assert.True(expected.Metrics is { Kind: AnswerKind.Sequence, Labels: > 0, LabelErrors: > 0 });

        void CancelAt(TrainingEvent e, CancellationTokenSource source)
        {
            if (e is EndIteration && first.CompletedIterations == stop)
                source.Cancel();
        }
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        byte[] pixels = new byte[5 * 32];
        var trainer = Bars.Trainer(threads: 1);

        Require(trainer, new(pixels, 0) { Labels = new byte[6] }, "labels 'labels': sample expected at most 5 labels, got 6");
        Require(trainer, new(pixels, 0) { Labels = new byte[] { 0, 3 } }, "labels 'labels': expected 0..2");
        Require(Corners.Trainer(threads: 1), new(new byte[16], 0) { Labels = new byte[3] }, "trainer: sample expected one label, got a sequence of 3");

        static void Require(Trainer trainer, Sample sample, string message) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => trainer.Train(Reader.Of([sample]).Batch(1), 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void Metrics_of_single_labels_are_refused(int topK, bool countsConfusions) => Assert.Contains(
        "this network reads sequences of labels",
        Assert.Throws<ArgumentException>(() => Bars.Trainer(metrics: new(topK, countsConfusions))).Message,
        StringComparison.Ordinal);
}
