using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Softmax and cross-entropy in one: cost = log Σⱼ e^(xⱼ − max) − (x_label − max).</summary>
/// <remarks>
/// It reads the logits below the softmax: then the gradient is simply p − onehot(label), and neither an underflow to probability 0 nor a
/// division by it can happen. The softmax layer itself is computed only when inferring.
/// </remarks>
internal sealed class ClassificationCost : Cost
{
    private const string Word = "classification cost";

    public ClassificationCost(Layer prediction, LabelInput label)
        : base(prediction, Logits(prediction), label) =>
        CheckClasses(Word, prediction, label);

    internal override LayerMemory Memory => new(Saved: Prediction.Shape.Size);

    internal override string Settings => "classification";

    internal override void Forward(LayerWorkspace work)
    {
        work.Input().CopyTo(work.Saved);
        Softmax.CrossEntropy(Prediction.Shape.Size, work.InputWork(1).Labels, work.Saved, work.Output);
    }

    internal override void Backward(LayerWorkspace work) =>
        Softmax.CrossEntropyBackward(
            Prediction.Shape.Size, work.InputWork(1).Labels, work.Saved, work.OutputGradient, work.InputGradient());

    internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Saved;

    private static Layer Logits(Layer prediction) =>
        prediction is ActivationLayer { Activation: var activation } && activation == Activation.Softmax
            ? prediction.Inputs[0]
            : throw new ArgumentException($"{Word}: prediction expected a softmax layer, got {prediction}", nameof(prediction));
}
