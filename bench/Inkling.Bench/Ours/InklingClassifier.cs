using Inkling.Bench.Baselines;
using Inkling.Bench.Peers;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Bench.Ours;

/// <summary>One of our own networks: taught by its default recipe, or as it is shipped.</summary>
internal sealed class InklingClassifier : IClassifier
{
    /// <summary>As in the chapter's program.</summary>
    private const int ShuffleBuffer = 8192;

    private readonly DigitSet _test;
    private readonly Parameters? _shipped;
    private readonly Trainer? _trainer;
    private readonly BatchReader? _reader;
    private readonly int _passes;
    private Inference? _inference;

    private InklingClassifier(Recipe recipe, DigitSet train, DigitSet test)
    {
        _test = test;
        var label = Layer.Label("label", classes: 10);
        var cost = Cost.Classification(DigitNetwork.Create(recipe.Model, Layer.Image("pixel", channels: 1, height: 28, width: 28), label.Classes), label);
        _trainer = new Trainer(cost, Parameters.Create(cost, recipe.Seed), recipe.CreateOptimizer(), seed: recipe.Seed);
        _reader = Reader.Of(train.ToSamples()).Shuffle(ShuffleBuffer, recipe.Seed).Batch(recipe.BatchSize);
        _passes = recipe.Passes;
    }

    private InklingClassifier(Parameters shipped, DigitSet test) => (_shipped, _test) = (shipped, test);

    /// <summary>A network that learns by a recipe, which does not vary the images.</summary>
    public static IClassifier Taught(Recipe recipe, DigitSet train, DigitSet test) => new InklingClassifier(recipe, train, test);

    /// <summary>A model that is part of the library.</summary>
    public static IClassifier Shipped(string name, DigitSet test) => new InklingClassifier(DigitModel.Open(name).Parameters, test);

    public bool Train()
    {
        if (_trainer?.Train(_reader!, _passes).Outcome is not (null or Outcome.Completed))
            throw new InvalidOperationException("inkling: the training diverged");
        _inference = new(_shipped ?? _trainer!.Snapshot());
        return _trainer is not null;
    }

    public IReadOnlyList<int> Classify() => _inference!.InferClasses(_test.Pixels);
}
