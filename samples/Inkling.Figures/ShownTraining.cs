using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Figures;

/// <summary>A training of a few seconds that a figure shows: what <c>inkling train</c> does with the same options, without its run folder.</summary>
/// <param name="Parameters">What came of it.</param>
/// <param name="Passes">What each pass achieved; none where it was not tested.</param>
internal sealed record ShownTraining(Parameters Parameters, IReadOnlyList<PassResult> Passes)
{
    /// <summary>Softmax regression whose weights can be looked at: L2 wipes away what chance put where no digit has ink.</summary>
    public static ShownTraining Templates(Dataset dataset) =>
        Of(dataset, limit: 10_000, "softmax", recipe => recipe with { Passes = 10, L2 = 0.01 }, tests: false);

    /// <summary>The perceptron with few images, many passes and nothing that holds it back.</summary>
    public static ShownTraining Overfitting(Dataset dataset) =>
        Of(dataset, limit: 1000, "mlp", recipe => recipe with { Passes = 100, Schedule = "constant", LearningRate = 0.01, L2 = 0 }, tests: true);

    /// <param name="dataset">Images of classes.</param>
    /// <param name="limit">The first so many training samples.</param>
    /// <param name="model">The network.</param>
    /// <param name="change">What is not as in the network's default recipe for so many samples.</param>
    /// <param name="tests">Whether every pass is tested.</param>
    public static ShownTraining Of(Dataset dataset, int limit, string model, Func<Recipe, Recipe> change, bool tests)
    {
        var samples = dataset.Train.FirstN(limit).Cache();
        var recipe = change(Recipe.Default(model).For(samples.Count ?? limit));
        var image = Layer.Image("pixel", dataset.Channels, dataset.Height, dataset.Width);
        int classes = dataset.ClassNames.Count;
        var cost = Cost.Classification(DigitNetwork.Create(model, image, classes), Layer.Label("label", classes));
        var trainer = new Trainer(cost, Parameters.Create(cost, recipe.Seed), recipe.CreateOptimizer(), threads: 1, recipe.Seed);
        var passes = new List<PassResult>();
        trainer.Train(samples.Shuffle(TrainingRun.ShuffleBuffer, recipe.Seed).Batch(recipe.BatchSize), recipe.Passes, e =>
        {
            if (!tests || e is not EndPass pass)
                return;
            var test = trainer.Test(dataset.Test.Batch(recipe.BatchSize));
            passes.Add(new(pass.Pass, pass.Cost, test.Cost, test.Metrics.ClassificationError, Seconds: 0));
        });
        return new(trainer.Snapshot(), passes);
    }
}
