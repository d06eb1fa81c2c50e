using Inkling.Data;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

public sealed class ResumeTests : IDisposable
{
    private const int Passes = 2;
    private const int IterationsPerPass = 6;

    private static readonly Dictionary<string, ModelAverage?> Averages = new()
    {
        ["no average"] = null,
        ["exponential"] = ModelAverage.Exponential(0.8),
        ["window"] = ModelAverage.Window(4),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> OptimizersAndAverages()
    {
        var data = new TheoryData<string, string>();
        foreach (var one in OptimizerCase.All)
        {
            foreach (string average in Averages.Keys)
                data.Add(one.Name, average);
        }

        return data;
    }

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(OptimizersAndAverages))]
    public void A_training_goes_on_to_the_same_bits(string name, string average) => RequireExactResume(threads => WithAll(name, average, threads));

    [Theory, MemberData(nameof(ScheduleCase.Names), MemberType = typeof(ScheduleCase))]
    public void A_schedule_goes_on_where_it_was(string name) => RequireExactResume(threads => Corners.Trainer(new Momentum(ScheduleCase.Get(name).Schedule), threads));

    [Fact]
    public void What_was_frozen_is_frozen_again_and_what_was_not_is_not()
    {
        string path = _folder.File("frozen");
        Trainer whole = New(), resumed = New();
        whole.Parameters.Freeze("conv1.weight");
        whole.Parameters.Freeze("fc2.bias");
        resumed.Parameters.Freeze("fc1.bias");
        TrainFor(whole, iterations: 5);
        Checkpoint.Save(whole, path);

        Checkpoint.Restore(resumed, path);

        Assert.Equal(["conv1.weight", "fc2.bias"], resumed.Parameters.FrozenNames);
        TrainFor(whole, iterations: 8);
        TrainFor(resumed, iterations: 8);
        foreach (var trainer in new[] { whole, resumed })
        {
            trainer.Parameters.Unfreeze("fc2.bias");
            trainer.Train(Batches(), Passes);
        }

        RequireSame(whole, resumed);

        static Trainer New() => WithAll("adam", "exponential");
    }

    private static Trainer WithAll(string name, string average, int threads = 2) => Corners.Trainer(
        OptimizerCase.Get(name).Create(Schedule.OneCycle(0.02), 1e-3, 1e-4), threads, clipping: GradientClipping.ByGlobalNorm(0.5), average: Averages[average]);

    private void RequireExactResume(Func<int, Trainer> create)
    {
        var whole = create(2);
        whole.Train(Batches(), Passes);

        // Within the first pass, between passes, within the second.
        foreach (int stop in new[] { 3, IterationsPerPass, 11 })
        {
            string path = _folder.File($"after-{stop}");
            var first = create(2);
            TrainFor(first, stop);
            Checkpoint.Save(first, path);
            var second = create(1);
            Checkpoint.Restore(second, path);
            RequireSame(first, second);
            Assert.Equal(stop, second.CompletedIterations);

            second.Train(Batches(), Passes);

            RequireSame(whole, second);
        }
    }

    private static void RequireSame(Trainer expected, Trainer got)
    {
        Assert.Equal(expected.Parameters.Hash(), got.Parameters.Hash());
        Assert.Equal(expected.Snapshot().Hash(), got.Snapshot().Hash());
    }

    private static void TrainFor(Trainer trainer, int iterations)
    {
        using var source = new CancellationTokenSource();
        trainer.Train(
            Batches(),
            Passes,
            e =>
            {
                if (e is EndIteration && trainer.CompletedIterations == iterations)
                    source.Cancel();
            },
            cancellation: source.Token);
        Assert.Equal(iterations, trainer.CompletedIterations);
    }

    private static BatchReader Batches() => Corners.Batches(count: 10 * IterationsPerPass, size: 10);
}
