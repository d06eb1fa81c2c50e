using Inkling.Data;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class ModelAverageTests
{
    private const int Length = 41;

    private static readonly Dictionary<string, (ModelAverage Average, Func<IReadOnlyList<double[]>, double[]> Expected)> Averages = new()
    {
        ["exponential, long"] = (ModelAverage.Exponential(0.98), history => Exponential(history, 0.98)),
        ["exponential, short"] = (ModelAverage.Exponential(0.5), history => Exponential(history, 0.5)),
        ["window of 1"] = (ModelAverage.Window(1), history => Window(history, 1)),
        ["window of 7"] = (ModelAverage.Window(7), history => Window(history, 7)),
        ["window of 1000"] = (ModelAverage.Window(1000), history => Window(history, 1000)),
    };

    public static TheoryData<string> Names { get; } = [.. Averages.Keys];

    [Theory, MemberData(nameof(Names))]
    public void After_every_update_it_is_what_double_precision_computes_from_all_of_them(string name)
    {
        var (average, expected) = Averages[name];
        Memory<float>[] buffers = [.. Enumerable.Range(0, average.BufferCount).Select(_ => new float[Length + 3].AsMemory())];
        var history = new List<double[]>();
        for (int t = 1; t <= 200; t++)
        {
            float[] values = [.. RandomArrays.Normal(t, Length).Select(value => value / 10f + t / 100f)], read = new float[Length];
            history.Add(values.ToDoubles());

            average.Update(values, buffers, offset: 3, t);
            average.Read(buffers, offset: 3, t, read);

            Closeness.Require($"update {t}", expected(history), read, 1e-6);
            Assert.All(buffers, buffer => Assert.All(buffer[..3].ToArray(), value => Assert.Equal(0f, value)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Snapshot_and_test_use_it_and_training_goes_on_as_without(string name)
    {
        var (average, expected) = Averages[name];
        Trainer trainer = Corners.Trainer(new Adam(0.01), average: average), plain = Corners.Trainer(new Adam(0.01));
        var history = new List<double[]>();
        string before = trainer.Parameters.Hash();
        Assert.Equal(before, trainer.Snapshot().Hash());

        trainer.Train(Corners.Batches(), passes: 2, e =>
        {
            if (e is EndIteration)
                history.Add(trainer.Parameters.Values.ToArray().ToDoubles());
        });
        plain.Train(Corners.Batches(), passes: 2);

        var snapshot = trainer.Snapshot();
        Closeness.Require("snapshot", expected(history), snapshot.Values.ToArray(), 1e-6);
        var samples = Corners.Samples(100, seed: 9).Batch(32);
        var cost = Assert.IsType<Nn.Cost>(snapshot.Network.Output, exactMatch: false);
        Assert.Equal(new Trainer(cost, snapshot, new Adam(0.01)).Test(samples), trainer.Test(samples));
        Assert.Equal(plain.Parameters.Hash(), trainer.Parameters.Hash());
        Assert.Equal(plain.Parameters.Hash(), plain.Snapshot().Hash());
        Assert.Equal(name == "window of 1", trainer.Test(samples) == plain.Test(samples));
    }

    [Theory, MemberData(nameof(Names))]
    public void Of_a_frozen_parameter_it_is_the_value_and_learnt_again_all_updates_count(string name)
    {
        const string Frozen = "fc1.weight";
        var (average, expected) = Averages[name];
        var trainer = Corners.Trainer(new Momentum(0.05), average: average);
        var history = new List<double[]>();
        trainer.Parameters.Freeze(Frozen);
        Train(passes: 1);
        Assert.Equal(trainer.Parameters.Get(Frozen), trainer.Snapshot().Get(Frozen));
        Assert.True(trainer.Snapshot().IsFrozen(Frozen));

        trainer.Parameters.Unfreeze(Frozen);
        Train(passes: 2);

        Closeness.Require("snapshot", expected(history), trainer.Snapshot().Values.ToArray(), 1e-6);
        trainer.Parameters.Freeze(Frozen);
        Assert.Equal(trainer.Parameters.Get(Frozen), trainer.Snapshot().Get(Frozen));

        void Train(int passes) => trainer.Train(Corners.Batches(), passes, e =>
        {
            if (e is EndIteration)
                history.Add(trainer.Parameters.Values.ToArray().ToDoubles());
        });
    }

    // The plain mean for so long as that weighs the newest more than the decay would; from then on every update takes its share.
    private static double[] Exponential(IReadOnlyList<double[]> history, double decay)
    {
        int first = Math.Min(history.Count, (int)Math.Round(1.0 / (1.0 - decay)));
        double[] average = Mean([.. history.Take(first)]);
        foreach (double[] values in history.Skip(first))
            average = [.. average.Zip(values, (old, value) => decay * old + (1.0 - decay) * value)];
        return average;
    }

    private static double[] Window(IReadOnlyList<double[]> history, int updates)
    {
        int begun = history.Count % updates;
        return Mean([.. history.Skip(Math.Max(0, history.Count - begun - updates))]);
    }

    private static double[] Mean(double[][] history) => [.. Enumerable.Range(0, history[0].Length).Select(i => history.Average(values => values[i]))];
}
