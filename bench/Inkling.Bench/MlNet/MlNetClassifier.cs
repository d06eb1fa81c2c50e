using Inkling.Bench.Baselines;
using Inkling.Bench.Peers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

namespace Inkling.Bench.MlNet;

/// <summary>A classifier of ML.NET's.</summary>
internal sealed class MlNetClassifier : IClassifier
{
    public const string LinearSvmSettings = "svm", BoostedTreesSettings = "trees";

    private const string Predicted = "PredictedLabel";

    private readonly IDataView _train;
    private readonly IDataView _test;
    private readonly EstimatorChain<KeyToValueMappingTransformer> _pipeline;
    private TransformerChain<KeyToValueMappingTransformer>? _model;

    private MlNetClassifier(MLContext context, IEstimator<ITransformer> trainer, DigitSet train, DigitSet test)
    {
        _train = DigitRow.ViewOf(train, context, paper: float.Parse(Environment.GetEnvironmentVariable("P_PAPER") ?? "0"));
        _test = DigitRow.ViewOf(test, context, paper: float.Parse(Environment.GetEnvironmentVariable("P_PAPER") ?? "0"));
        _pipeline = context.Transforms.Conversion.MapValueToKey(nameof(DigitRow.Label))
            .AppendCacheCheckpoint(context)
            .Append(trainer)
            .Append(context.Transforms.Conversion.MapKeyToValue(Predicted));
    }

    /// <summary>A linear support vector machine for each digit against the rest, by stochastic gradient descent; the largest of the ten scores wins.</summary>
    public static IClassifier LinearSvm(DigitSet train, DigitSet test, int seed)
    {
        var context = new MLContext(seed);
        var one = context.BinaryClassification.Trainers.LinearSvm(new LinearSvmTrainer.Options
        {
            Lambda = float.Parse(Environment.GetEnvironmentVariable("P_LAMBDA") ?? "0.0001"), NumberOfIterations = int.Parse(Environment.GetEnvironmentVariable("P_ITER") ?? "10"),
            BatchSize = int.Parse(Environment.GetEnvironmentVariable("P_BATCH") ?? "1"),
        });
        return new MlNetClassifier(context, context.MulticlassClassification.Trainers.OneVersusAll(one, useProbabilities: false), train, test);
    }

    /// <summary>Gradient-boosted decision trees: LightGBM, one tree a class and round.</summary>
    public static IClassifier BoostedTrees(DigitSet train, DigitSet test, int seed)
    {
        var context = new MLContext(seed);
        var trees = context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfIterations = int.Parse(Environment.GetEnvironmentVariable("P_TREES") ?? "100"), NumberOfLeaves = int.Parse(Environment.GetEnvironmentVariable("P_LEAVES") ?? "31"),
            LearningRate = double.Parse(Environment.GetEnvironmentVariable("P_RATE") ?? "0.1"), UseSoftmax = true, Seed = seed,
        });
        return new MlNetClassifier(context, trees, train, test);
    }

    public bool Train()
    {
        _model = _pipeline.Fit(_train);
        return true;
    }

    public IReadOnlyList<int> Classify() => [.. _model!.Transform(_test).GetColumn<uint>(Predicted).Select(label => (int)label)];
}
