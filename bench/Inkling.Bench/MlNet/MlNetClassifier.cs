using Inkling.Bench.Baselines;
using Inkling.Bench.Peers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

namespace Inkling.Bench.MlNet;

/// <summary>A classifier of ML.NET's, on pixels from 0 to 1.</summary>
/// <remarks>
/// The settings were chosen on the last 5,000 training images (<c>baselines --held-out</c>). Support vectors: λ of 0.01, 0.003, 0.001, 10⁻⁴, 10⁻⁵ and 10⁻⁶, 1, 10 or
/// 30 passes, pixels from 0 or from −1; up to 93.5 % were right, with λ = 0.001, whether after 10 passes or 30. Trees: 100 rounds 98.3 %, 200 rounds
/// 98.6 %, 200 rounds with 63 leaves 98.4 %.
/// </remarks>
internal sealed class MlNetClassifier : IClassifier
{
    public const string LinearSvmSettings = "a digit against the rest, hinge loss, λ = 0.001, 10 passes; ML.NET";
    public const string BoostedTreesSettings = "200 rounds of a tree for each digit, 31 leaves, rate 0.1; LightGBM through ML.NET";

    private const string Predicted = "PredictedLabel";

    private readonly IDataView _train;
    private readonly IDataView _test;
    private readonly EstimatorChain<KeyToValueMappingTransformer> _pipeline;
    private TransformerChain<KeyToValueMappingTransformer>? _model;

    private MlNetClassifier(MLContext context, IEstimator<ITransformer> trainer, DigitSet train, DigitSet test)
    {
        _train = DigitRow.ViewOf(train, context, paper: 0f);
        _test = DigitRow.ViewOf(test, context, paper: 0f);
        _pipeline = context.Transforms.Conversion.MapValueToKey(nameof(DigitRow.Label))
            .AppendCacheCheckpoint(context)
            .Append(trainer)
            .Append(context.Transforms.Conversion.MapKeyToValue(Predicted));
    }

    /// <summary>A linear support vector machine for each digit against the rest, by stochastic gradient descent; the largest of the ten scores wins.</summary>
    public static IClassifier LinearSvm(DigitSet train, DigitSet test, int seed)
    {
        var context = new MLContext(seed);
        var one = context.BinaryClassification.Trainers.LinearSvm(new LinearSvmTrainer.Options { Lambda = 0.001f, NumberOfIterations = 10 });
        return new MlNetClassifier(context, context.MulticlassClassification.Trainers.OneVersusAll(one, useProbabilities: false), train, test);
    }

    /// <summary>Gradient-boosted decision trees: LightGBM, one tree a class and round.</summary>
    public static IClassifier BoostedTrees(DigitSet train, DigitSet test, int seed)
    {
        var context = new MLContext(seed);
        var trees = context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfIterations = 200,
            NumberOfLeaves = 31,
            LearningRate = 0.1,
            UseSoftmax = true,
            Seed = seed,
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
