using Inkling.Data;
using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

/// <summary>Networks that are shown numbers, that answer with numbers or with several labels, and that have several inputs.</summary>
public sealed class NumberTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flowers_are_told_apart_by_a_table_of_numbers()
    {
        string[] rows = File.ReadAllLines(Path.Combine(TestFolders.Repository, "samples", "iris.csv"))[1..];
        Sample[] flowers = [.. rows.Select(row => row.Split(',')).Select(row => new Sample(
            row[..4].Select(text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture) - 4f).ToArray(), row[4] switch { "setosa" => 0, "versicolor" => 1, _ => 2 }))];
        var cost = Cost.Classification(
            Layer.Numbers("measures", 4).FullyConnected(16, Activation.Tanh).FullyConnected(3, Activation.Softmax), Layer.Label("species", 3));
        var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Adam(0.01), threads: 2);

        trainer.Train(Every(fifth: false).Shuffle(120, seed: 1).Batch(16), passes: 60);

        Assert.Equal(150, flowers.Length);
        Assert.InRange(trainer.Test(Every(fifth: true).Batch(16)).Metrics.Accuracy, 0.9, 1.0);

        Reader<Sample> Every(bool fifth) => Reader.Of(flowers.Where((_, i) => i % 5 == 0 == fifth).ToArray());
    }

    [Fact]
    public void Several_labels_are_learnt_each_on_its_own()
    {
        var trainer = Lamps(out var samples);

        trainer.Train(samples.Batch(4), passes: 300);

        Assert.Equal("{sample_error: 0, label_error: 0}", trainer.Test(samples.Batch(3)).Metrics.ToString());
        float[] lamps = new Inference(trainer.Parameters).InferValues([1f, 1f]);
        Assert.True(lamps[0] < 0.1f && lamps[1] > 0.9f, string.Join(", ", lamps));
    }

    [Fact]
    public void A_curve_is_learnt_saved_and_gone_on_with_to_the_same_bits()
    {
        string path = _folder.File("checkpoint"), model = _folder.File("sine.safetensors");
        var whole = Sine(threads: 3);
        whole.Train(Waves(), passes: 100);
        var half = Sine(threads: 1);
        using var stop = new CancellationTokenSource();
        half.Train(Waves(), passes: 100, e => StopAfter(e, 49), cancellation: stop.Token);
        Checkpoint.Save(half, path);
        var rest = Sine(threads: 2);
        Checkpoint.Restore(rest, path);

        rest.Train(Waves(), passes: 100);

        Assert.Equal(whole.Parameters.Hash(), rest.Parameters.Hash());
        var metrics = whole.Test(Waves()).Metrics;
        Assert.InRange(metrics.MeanAbsoluteError, 0.0, 0.05);
        Assert.StartsWith("{mean_absolute_error: 0.0", metrics.ToString(), StringComparison.Ordinal);
        Assert.Equal((AnswerKind.Numbers, 200, double.NaN), (metrics.Kind, metrics.Labels, metrics.ClassificationError));
        whole.Parameters.Save(model);
        var loaded = new Inference(Parameters.Load(model));
        Assert.Equal(new Inference(whole.Parameters).InferValues([0.5f, 1f]), loaded.InferValues([0.5f, 1f]));
        Assert.InRange(loaded.InferValues([1f])[0], MathF.Sin(1f) - 0.1f, MathF.Sin(1f) + 0.1f);

        void StopAfter(TrainingEvent e, int pass)
        {
            if (e is EndPass && e.Pass == pass)
                stop.Cancel();
        }
    }

    [Fact]
    public void Several_inputs_are_fed_one_after_the_other()
    {
        DataInput first = Layer.Numbers("first", 2), second = Layer.Numbers("second", 3);
        var sum = first.FullyConnected(4).Concatenate(second.FullyConnected(4)).FullyConnected(1);
        var cost = Cost.SquareError(sum, Layer.Targets("sum", 1));
        var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Adam(0.02), threads: 2);
        var random = new Random(3);
        Sample[] samples = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 5).Select(_ => random.NextSingle()).ToArray())
            .Select(x => new Sample(x, new[] { x[0] - x[1] + 2 * x[2] - x[4] }))];

        trainer.Train(Reader.Of(samples).Batch(20), passes: 80);

        Assert.InRange(trainer.Test(Reader.Of(samples).Batch(20)).Metrics.MeanAbsoluteError, 0.0, 0.02);
        var inference = new Inference(trainer.Parameters);
        Assert.Equal((Shape.Vector(5), 1), (inference.InputShape, inference.OutputSize));
        Assert.InRange(inference.InferValues([1f, 0f, 0.5f, 0.3f, 0f])[0], 1.9f, 2.1f);
        Refuses(trainer, new(new float[4], new float[1]), "trainer: sample expected 5 values for 'first' + 'second', got 4");
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        var sine = Sine(threads: 1);
        float[] one = [1f], two = [1f, 2f];

        Refuses(sine, new(two, one), "data 'x': sample expected 1 values (1), got 2");
        Refuses(sine, new(one, two), "targets 'y': sample expected 1 numbers, got 2");
        Refuses(sine, new(one, new[] { float.NaN }), "targets 'y': expected finite numbers, got NaN");
        Refuses(sine, new(one, 1), "targets 'y': sample expected 1 numbers, got 0");
        Refuses(sine, new(new byte[1], 0) { Targets = one }, "data 'x': sample expected numbers, got bytes");
        Refuses(sine, new(new byte[1], 0) { Values = one, Targets = one }, "trainer: sample expected bytes or values, got both");
        Refuses(Lamps(out _), new(two, two), "binary cross-entropy: targets of 'lamps' expected 0..1, got 2");
        Refuses(Corners.Trainer(threads: 1), new(new byte[16], 0) { Targets = two }, "trainer: sample expected one label, got 2 targets");
        Assert.Contains("this network answers with quantities", Assert.Throws<ArgumentException>(() => Sine(threads: 1, new(TopK: 2))).Message, StringComparison.Ordinal);
        Assert.Contains("targets of 'y'", Assert.Throws<ArgumentException>(() => Cost.SquareError(Layer.Numbers("x", 2), Layer.Targets("y", 1))).Message, StringComparison.Ordinal);
        Assert.Contains("expected a sigmoid layer", Assert.Throws<ArgumentException>(() => Cost.BinaryCrossEntropy(Layer.Numbers("x", 1), Layer.Targets("y", 1))).Message, StringComparison.Ordinal);
    }

    private static void Refuses(Trainer trainer, Sample sample, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => trainer.Test(Reader.Of([sample]).Batch(1))).Message, StringComparison.Ordinal);

    private static Trainer Lamps(out Reader<Sample> samples)
    {
        samples = Reader.Of([Switched(0, 0), Switched(0, 1), Switched(1, 0), Switched(1, 1)]);
        var cost = Cost.BinaryCrossEntropy(
            Layer.Numbers("switches", 2).FullyConnected(8, Activation.Tanh).FullyConnected(2, Activation.Sigmoid), Layer.Targets("lamps", 2));
        return new(cost, Parameters.Create(cost, seed: 1), new Adam(0.05), threads: 2);

        static Sample Switched(int one, int other) => new(new float[] { one, other }, new float[] { one ^ other, one & other });
    }

    private static Trainer Sine(int threads, MetricSettings? metrics = null)
    {
        var cost = Cost.SquareError(Layer.Numbers("x", 1).FullyConnected(32, Activation.Tanh).FullyConnected(1), Layer.Targets("y", 1));
        return new(cost, Parameters.Create(cost, seed: 1), new Adam(Schedule.OneCycle(0.02)), threads, metrics: metrics);
    }

    private static BatchReader Waves() =>
        Reader.Of(Enumerable.Range(0, 200).Select(i => (i - 100) / 32f).Select(x => new Sample(new[] { x }, new[] { MathF.Sin(x) })).ToArray()).Shuffle(200, seed: 1).Batch(20);
}
