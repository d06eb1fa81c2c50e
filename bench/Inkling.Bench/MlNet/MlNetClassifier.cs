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
/// Tried on the last 5,000 training images (<c>baselines --held-out</c>): for the machine, L2 of 10⁻² to 10⁻⁶, 1, 10 and 30 passes, pixels from 0 and from −1,
/// of which 0.001 and 30 passes made 93.5 % right, 10 passes 93.4 %, the others less; for the trees, 100 rounds, 98.3 %, 200 rounds, 98.6 % in twice the time, and these with 63
/// leaves, 98.4 %.
/// </remarks>
internal sealed class MlNetClassifier : IClassifier
{
    private const int SvmPasses = 10;
    private const float SvmL2 = 0.001f;
    private const int Rounds = 100, Leaves = 31;
    private const double Rate = 0.1;

    /// <summary>The settings of the machine, in words: the library's own L2, and ten passes.</summary>
    public static string LinearSvmSettings { get; } = FormattableString.Invariant($"one digit against the rest, ten times; L2 {SvmL2}, {SvmPasses} passes of stochastic gradient descent (ML.NET)");

    /// <summary>The settings of the trees, in words: the library's own.</summary>
    public static string BoostedTreesSettings { get; } = FormattableString.Invariant($"{Rounds} rounds of a tree per digit, {Leaves} leaves, rate {Rate} (LightGBM)");

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
        var one = context.BinaryClassification.Trainers.LinearSvm(new LinearSvmTrainer.Options
        {
            Lambda = SvmL2, NumberOfIterations = SvmPasses,
        });
        return new MlNetClassifier(context, context.MulticlassClassification.Trainers.OneVersusAll(one, useProbabilities: false), train, test);
    }

    /// <summary>Gradient-boosted decision trees: LightGBM, one tree a class and round.</summary>
    public static IClassifier BoostedTrees(DigitSet train, DigitSet test, int seed)
    {
        var context = new MLContext(seed);
        var trees = context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfIterations = Rounds, NumberOfLeaves = Leaves, LearningRate = Rate, UseSoftmax = true, Seed = seed,
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
