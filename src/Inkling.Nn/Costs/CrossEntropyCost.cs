namespace Inkling.Nn;

/// <summary>Cross-entropy of given probabilities: cost = −log max(p_label, 10⁻²⁰), gradient −1/max(p_label, 10⁻²⁰).</summary>
/// <remarks>The least probability bounds the cost at 46 nats and keeps the gradient finite where a probability underflows.</remarks>
internal sealed class CrossEntropyCost : Cost
{
    private const string Word = "cross-entropy";

    private const float Least = 1e-20f;

    public CrossEntropyCost(Layer prediction, LabelInput label)
        : base(prediction, prediction, label) =>
        CheckClasses(Word, prediction, label);

    protected internal override string Settings => Word;

    protected internal override void Forward(LayerWorkspace work)
    {
        for (int n = 0; n < work.Count; n++)
            work.Output[n] = -MathF.Log(Math.Max(work.Input()[Place(work, n)], Least));
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        for (int n = 0; n < work.Count; n++)
            work.InputGradient()[Place(work, n)] -= work.OutputGradient[n] / Math.Max(work.Input()[Place(work, n)], Least);
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Input();

    private int Place(LayerWorkspace work, int sample) => sample * Prediction.Shape.Size + work.InputWork(1).Labels[sample];
}
