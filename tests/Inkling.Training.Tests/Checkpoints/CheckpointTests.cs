using Inkling.Nn;

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
            first.Train(Corners.Batches(count: 60), passes: 2, e => CancelAfter(e, stop, source), cancellation: source.Token);
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

    [Theory]
    [InlineData("adamax", "expected adamax", "found adam, ")]
    [InlineData("another average", "averaged in windows of 5", "averaged with decay 0.9")]
    [InlineData("no average", "expected adam", "averaged with decay 0.9")]
    [InlineData("another clipping", "clipped by value 1", "clipped by norm 1")]
    [InlineData("another schedule", "constant 0.1", "constant 0.01")]
    public void A_checkpoint_of_other_settings_is_refused_with_both(string other, string expected, string found)
    {
        var norm = GradientClipping.ByGlobalNorm(1.0);
        var average = ModelAverage.Exponential(0.9);
        var trainer = other switch
        {
            "adamax" => Corners.Trainer(new Adamax(0.01), clipping: norm, average: average),
            "another average" => Corners.Trainer(new Adam(0.01), clipping: norm, average: ModelAverage.Window(5)),
            "no average" => Corners.Trainer(new Adam(0.01), clipping: norm),
            "another clipping" => Corners.Trainer(new Adam(0.01), clipping: GradientClipping.ByValue(1.0), average: average),
            _ => Corners.Trainer(new Adam(0.1), clipping: norm, average: average),
        };
        Checkpoint.Save(Corners.Trainer(new Adam(0.01), clipping: norm, average: average), _path);

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, _path));

        Assert.Contains("a checkpoint of another optimizer", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_frozen_parameter_that_there_is_not_is_named_and_nothing_changes()
    {
        Checkpoint.Save(Corners.Trainer(), _path);
        Rewrite(metadata => metadata["inkling.frozen"] = "conv1.weight\nconv9.weight");
        var trainer = Corners.Trainer();

        Assert.Contains("'conv9.weight'", Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, _path)).Message, StringComparison.Ordinal);

        Assert.Empty(trainer.Parameters.FrozenNames);
    }

    [Fact]
    public void A_file_from_before_parameters_were_frozen_and_samples_counted_still_opens()
    {
        var trainer = Corners.Trainer();
        trainer.Train(Corners.Batches(), passes: 1);
        Checkpoint.Save(trainer, _path);
        Rewrite(metadata =>
        {
            Assert.True(metadata.Remove("inkling.frozen"));
            string position = metadata["inkling.position"];
            metadata["inkling.position"] = position.Replace("\"learntSamples\":100,", "", StringComparison.Ordinal);
            Assert.NotEqual(position, metadata["inkling.position"]);
        });

        var restored = Corners.Trainer();
        Checkpoint.Restore(restored, _path);

        Assert.Equal(trainer.Parameters.Hash(), restored.Parameters.Hash());
        Assert.Equal(1, restored.CompletedPasses);
    }

    [Theory]
    [InlineData("\"Guess\"")]
    [InlineData("null")]
    public void A_kind_of_answer_that_there_is_not_is_refused(string kind)
    {
        Checkpoint.Save(Corners.Trainer(), _path);
        Rewrite(metadata => metadata["inkling.position"] = metadata["inkling.position"].Replace("\"wrong\":", $"\"kind\":{kind},\"wrong\":", StringComparison.Ordinal));

        Assert.Contains("expected a position as JSON", Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(Corners.Trainer(), _path)).Message, StringComparison.Ordinal);
    }

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

    private void Rewrite(Action<Dictionary<string, string>> change)
    {
        var file = SafetensorsFile.Read(_path);
        var metadata = new Dictionary<string, string>(file.Metadata);
        change(metadata);
        SafetensorsFile.Write(_path, file.Tensors, metadata);
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
