using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The last layer of a network that learns: one number per sample that training makes small.</summary>
/// <remarks>The cost of a minibatch is the mean over its samples, and so are the gradients.</remarks>
public abstract class Cost : Layer
{
    private const string Word = "cost";

    /// <summary>Describes a cost.</summary>
    /// <param name="prediction">What inference computes.</param>
    /// <param name="inputs">What the cost reads: the prediction, or what lies below it, and labels.</param>
    protected Cost(Layer prediction, params Layer[] inputs)
        : base(readsLabels: true, Word, null, Shape.Vector(1), inputs) =>
        Prediction = prediction;

    /// <summary>The layer whose output is right or wrong: what inference computes.</summary>
    public Layer Prediction { get; }

    /// <summary>
    /// −log(probability of the true class). Over a softmax the two are computed as one, from the logits, so that no logarithm of 0 can occur.
    /// </summary>
    /// <param name="prediction">Probabilities of the classes: a softmax layer.</param>
    /// <param name="label">The true class.</param>
    /// <param name="smoothing">
    /// ε, 0 or more and below 1: the part of the truth that is spread over all classes alike, so that no probability is driven to 1 (Szegedy et al.
    /// 2016). Then the cost is Σᵢ −qᵢ·log pᵢ with q = (1 − ε)·onehot + ε/classes.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The prediction is no softmax, or gives another number of values than there are classes, or the smoothing is out of range.
    /// </exception>
    public static Cost Classification(Layer prediction, LabelInput label, double smoothing = 0.0) => new ClassificationCost(prediction, label, smoothing);

    /// <summary>−log p of the true class, for probabilities from any layer; below 10⁻²⁰ they count as that.</summary>
    /// <remarks>Over a softmax, <see cref="Classification"/> computes the same more exactly.</remarks>
    /// <param name="prediction">One probability per class, 0..1.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">The prediction gives another number of values than there are classes.</exception>
    public static Cost CrossEntropy(Layer prediction, LabelInput label) => new CrossEntropyCost(prediction, label);

    /// <summary>Σᵢ (yᵢ − tᵢ)², where t is 1 for the true class and 0 for the others.</summary>
    /// <param name="prediction">One value per class.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">The prediction gives another number of values than there are classes.</exception>
    public static Cost SquareError(Layer prediction, LabelInput label) => new SquareErrorCost(prediction, label);

    /// <summary>Σᵢ (yᵢ − tᵢ)², for quantities.</summary>
    /// <param name="prediction">One value per number, usually without an activation.</param>
    /// <param name="targets">The true numbers.</param>
    /// <exception cref="ArgumentException">The prediction gives another number of values than there are targets.</exception>
    public static Cost SquareError(Layer prediction, TargetInput targets) => new SquareErrorCost(prediction, targets);

    /// <summary>
    /// Σᵢ −tᵢ·log pᵢ − (1 − tᵢ)·log(1 − pᵢ), for several labels that hold or do not, each on its own. The two are computed as one, from the logits, so that no
    /// logarithm of 0 can occur.
    /// </summary>
    /// <param name="prediction">The probability of each label: a sigmoid layer.</param>
    /// <param name="targets">For each label 1 where it holds and 0 where not, or a number between; while learning or testing, another is an <see cref="ArgumentException"/>.</param>
    /// <exception cref="ArgumentException">The prediction is no sigmoid, or gives another number of values than there are targets.</exception>
    public static Cost BinaryCrossEntropy(Layer prediction, TargetInput targets) => new BinaryCrossEntropyCost(prediction, targets);

    /// <summary>
    /// Connectionist temporal classification: −log of the probability that the columns of the prediction read as the labels, wherever those stand (Graves et al.
    /// 2006). What the columns say is read by <see cref="CtcDecoder"/>.
    /// </summary>
    /// <remarks>
    /// Every column is a softmax of its own over the classes and the blank, which is the last one. Two equal labels need a column of blank between them: while
    /// learning or testing, a sample whose labels need more columns than there are is an <see cref="ArgumentException"/>.
    /// </remarks>
    /// <param name="prediction">Logits, (classes + 1)×1×columns: a channel a class and one for the blank, without an activation.</param>
    /// <param name="labels">The true labels, from left to right; there may be none.</param>
    /// <exception cref="ArgumentException">The prediction is of another shape.</exception>
    public static Cost Ctc(Layer prediction, LabelSequenceInput labels) => new CtcCost(prediction, labels);

    /// <summary>The prediction for the samples at hand, [N, values], after forward.</summary>
    protected internal abstract ReadOnlySpan<float> PredictionOf(LayerWorkspace work);

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) =>
        throw new NotSupportedException($"{Settings}: a file describes a prediction, without its cost");

    /// <summary>Requires as many predicted values as there are classes.</summary>
    /// <param name="kind">The word for the cost, for the message.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    protected static void CheckClasses(string kind, Layer prediction, LabelInput label)
    {
        if (prediction.Shape.Size != label.Classes)
        {
            throw new ArgumentException(
                $"{kind}: prediction expected {label.Classes} values (classes of '{label.GivenName}'), got {prediction.Shape}", nameof(prediction));
        }
    }

    /// <summary>Requires as many predicted values as there are targets.</summary>
    /// <param name="kind">The word for the cost, for the message.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="targets">The true numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    protected static void CheckTargets(string kind, Layer prediction, TargetInput targets)
    {
        if (prediction.Shape.Size != targets.Shape.Size)
        {
            throw new ArgumentException(
                $"{kind}: prediction expected {targets.Shape.Size} values (targets of '{targets.GivenName}'), got {prediction.Shape}", nameof(prediction));
        }
    }
}
