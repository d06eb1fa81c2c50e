namespace Inkling.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_training_goes_on_to_the_same_bits_from_every_iteration()
    {
        var whole = Corners.Trainer();
        whole.Train(Corners.Batches(count: 60), passes: 2);

        for (int stop = 0; stop < 12; stop++)
        {
            using var source = new CancellationTokenSource();
            var first = Corners.Trainer();
            if (stop == 0)
                source.Cancel();
            first.Train(Corners.Batches(count: 60), passes: 2, e => CancelAfter(e, stop, source), source.Token);
            Checkpoint.Save(first, _path);

            var second = Corners.Trainer(threads: 1);
            Checkpoint.Restore(second, _path);
            Assert.Equal(stop, second.CompletedIterations);
            second.Train(Corners.Batches(count: 60), passes: 2);

            Assert.Equal(whole.Parameters.Hash(), second.Parameters.Hash());
        }

        static void CancelAfter(TrainingEvent e, int iterations, CancellationTokenSource source)
        {
            if (e is EndIteration end && end.Pass * 6 + end.Batch + 1 == iterations)
                source.Cancel();
        }
    }

    [Fact]
    public void Notes_come_back()
    {
        Checkpoint.Save(Corners.Trainer(), _path, new Dictionary<string, string> { ["colour"] = "blue" });

        Assert.Equal("blue", Checkpoint.Restore(Corners.Trainer(), _path)["colour"]);
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused_and_changes_nothing() =>
        Refuses(Corners.Trainer(hidden: 9), "another network");

    [Fact]
    public void A_checkpoint_of_another_optimizer_is_refused_and_changes_nothing() =>
        Refuses(Corners.Trainer(momentum: 0.8), "another optimizer");

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        Checkpoint.Save(Corners.Trainer(), _path);
        byte[] good = File.ReadAllBytes(_path);
        foreach (int length in new[] { 0, 7, 100, good.Length / 2, good.Length - 1 })
        {
            File.WriteAllBytes(_path, good[..length]);
            Assert.Contains(_path, Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(Corners.Trainer(), _path)).Message, StringComparison.Ordinal);
        }
    }

    private void Refuses(Trainer other, string words)
    {
        Checkpoint.Save(Corners.Trainer(), _path);
        string before = other.Parameters.Hash();

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(other, _path));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters.Hash());
    }
}
