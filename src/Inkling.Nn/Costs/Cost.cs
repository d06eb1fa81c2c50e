using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The last layer of a network that learns: one number per sample that training makes small.</summary>
/// <remarks>The cost of a minibatch is the mean over its samples, and so are the gradients.</remarks>
public abstract class Cost : Layer
{
    private const string Word = "cost";

    private protected Cost(Layer prediction, params Layer[] inputs)
        : base(Word, null, Shape.Vector(1), inputs) =>
        Prediction = prediction;

    /// <summary>The layer whose output is right or wrong: what inference computes.</summary>
    public Layer Prediction { get; }

    /// <summary>
    /// −log(probability of the true class). Over a softmax the two are computed as one, from the logits, so that no logarithm of 0 can occur.
    /// </summary>
    /// <param name="prediction">Probabilities of the classes: a softmax layer.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">The prediction is no softmax, or gives another number of values than there are classes.</exception>
    public static Cost Classification(Layer prediction, LabelInput label) => new ClassificationCost(prediction, label);

    /// <summary>Σᵢ (yᵢ − tᵢ)², where t is 1 for the true class and 0 for the others.</summary>
    /// <param name="prediction">One value per class.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">The prediction gives another number of values than there are classes.</exception>
    public static Cost SquareError(Layer prediction, LabelInput label) => new SquareErrorCost(prediction, label);

    /// <summary>The prediction for the samples at hand, [N, values], after forward.</summary>
    internal abstract ReadOnlySpan<float> PredictionOf(LayerWorkspace work);

    internal override void Describe(Utf8JsonWriter json) =>
        throw new NotSupportedException($"{Settings}: a file describes a prediction, without its cost");

    private protected static void CheckClasses(string kind, Layer prediction, LabelInput label)
    {
        if (prediction.Shape.Size != label.Classes)
        {
            throw new ArgumentException(
                $"{kind}: prediction expected {label.Classes} values (classes of '{label.GivenName}'), got {prediction.Shape}", nameof(prediction));
        }
    }
}
