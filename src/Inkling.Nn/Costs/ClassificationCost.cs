using System.Globalization;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Softmax and cross-entropy in one: cost = log Σⱼ e^(xⱼ − max) − (x_label − max), and with smoothing ε·(x_label − mean x) more.</summary>
/// <remarks>
/// It reads the logits below the softmax: then the gradient is simply p − q with q = (1 − ε)·onehot(label) + ε/classes, and neither an underflow to probability 0 nor a
/// division by it can happen. The softmax layer itself is computed only when inferring.
/// </remarks>
internal sealed class ClassificationCost : Cost
{
    private const string Word = "classification cost";

    private readonly float _smoothing;

    public ClassificationCost(Layer prediction, LabelInput label, double smoothing)
        : base(prediction, Logits(prediction), label)
    {
        CheckClasses(Word, prediction, label);
        if (smoothing is not (>= 0.0 and < 1.0))
            throw new ArgumentException($"{Word}: smoothing expected 0 or more and below 1, got {smoothing}", nameof(smoothing));
        _smoothing = (float)smoothing;
    }

    protected internal override LayerMemory Memory => new(Saved: Prediction.Shape.Size);

    protected internal override string Settings => _smoothing == 0f ? "classification" : string.Create(CultureInfo.InvariantCulture, $"classification, smoothing {_smoothing}");

    /// <summary>The part of a label that is spread over all classes.</summary>
    internal float Smoothing => _smoothing;

    private int Classes => Prediction.Shape.Size;

    protected internal override void Forward(LayerWorkspace work)
    {
        work.Input().CopyTo(work.Saved);
        Softmax.CrossEntropy(Classes, work.InputWork(1).Labels, work.Saved, work.Output);
        if (_smoothing == 0f)
            return;

        for (int n = 0; n < work.Count; n++)
        {
            var logits = work.Input().Slice(n * Classes, Classes);
            work.Output[n] += _smoothing * (logits[work.InputWork(1).Labels[n]] - Reductions.Sum(logits) / Classes);
        }
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        Softmax.CrossEntropyBackward(Classes, work.InputWork(1).Labels, work.Saved, work.OutputGradient, work.InputGradient());
        if (_smoothing == 0f)
            return;

        for (int n = 0; n < work.Count; n++)
        {
            var gradient = work.InputGradient().Slice(n * Classes, Classes);
            float part = _smoothing * work.OutputGradient[n];
            gradient[work.InputWork(1).Labels[n]] += part;
            for (int i = 0; i < Classes; i++)
                gradient[i] -= part / Classes;
        }
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Saved;

    private static Layer Logits(Layer prediction) =>
        prediction is ActivationLayer { Activation: var activation } && activation == Activation.Softmax
            ? prediction.Inputs[0]
            : throw new ArgumentException($"{Word}: prediction expected a softmax layer, got {prediction}", nameof(prediction));
}
