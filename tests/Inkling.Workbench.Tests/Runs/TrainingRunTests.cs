using Inkling.Data.Synthetic;
using Inkling.TestKit;
using Inkling.Training;

namespace Inkling.Workbench.Tests.Runs;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_tells_every_minibatch_and_every_pass_once_it_is_saved()
    {
        var dataset = SyntheticDigits.Load(120, 20);
        var recipe = Recipe.Default("softmax") with { Passes = 2, BatchSize = 40 };
        var folder = RunFolder.Create(_folder.File("run"));
        var told = new List<string>();

        new TrainingRun(new RunSettings(recipe, dataset.Name), dataset, threads: 1).Start(folder, e => told.Add(e switch
        {
            EndIteration end => $"{end.Pass}.{end.Batch}",
            PassDone pass => $"{pass.Pass} saved {folder.ReadProgress().Passes.Count}",
            _ => $"{e}",
        }));

        Assert.Equal(["0.0", "0.1", "0.2", "0 saved 1", "1.0", "1.1", "1.2", "1 saved 2"], told);
    }
}
