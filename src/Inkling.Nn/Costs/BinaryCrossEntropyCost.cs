namespace Inkling.Nn;

/// <summary>Cross-entropy of labels that hold or do not, each on its own: cost = Σᵢ −tᵢ·log pᵢ − (1 − tᵢ)·log(1 − pᵢ) with p = sigmoid x.</summary>
/// <remarks>
/// It reads the logits x below the sigmoid: cost = Σᵢ max(xᵢ, 0) − xᵢ·tᵢ + log(1 + e^−|xᵢ|), gradient p − t, so that no logarithm of 0 can occur.
/// </remarks>
internal sealed class BinaryCrossEntropyCost : Cost
{
    private const string Word = "binary cross-entropy";

    public BinaryCrossEntropyCost(Layer prediction, TargetInput targets)
        : base(prediction, Logits(prediction), targets) =>
        CheckTargets(Word, prediction, targets);

    protected internal override LayerMemory Memory => new(Saved: Prediction.Shape.Size);

    protected internal override string Settings => Word;

    protected internal override void Forward(LayerWorkspace work)
    {
        int size = Prediction.Shape.Size;
        var logits = work.Input();
        var targets = work.Input(1);
        Check(targets);
        for (int n = 0; n < work.Count; n++)
        {
            float sum = 0f;
            for (int i = n * size; i < (n + 1) * size; i++)
            {
                float decay = MathF.Exp(-MathF.Abs(logits[i]));
                sum += MathF.Max(logits[i], 0f) - logits[i] * targets[i] + MathF.Log(1f + decay);
                work.Saved[i] = (logits[i] >= 0f ? 1f : decay) / (1f + decay);
            }

            work.Output[n] = sum;
        }
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        int size = Prediction.Shape.Size;
        var targets = work.Input(1);
        var gradient = work.InputGradient();
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] += work.OutputGradient[i / size] * (work.Saved[i] - targets[i]);
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Saved;

    /// <exception cref="ArgumentException">A target is not 0..1.</exception>
    internal void Check(ReadOnlySpan<float> targets)
    {
        foreach (float target in targets)
        {
            if (target is not (>= 0f and <= 1f))
                throw new ArgumentException($"{Word}: targets of '{Inputs[1].GivenName}' expected 0..1, got {target}", nameof(targets));
        }
    }

    private static Layer Logits(Layer prediction) =>
        prediction is ActivationLayer { Activation: var activation } && activation == Activation.Sigmoid
            ? prediction.Inputs[0]
            : throw new ArgumentException($"{Word}: prediction expected a sigmoid layer, got {prediction}", nameof(prediction));
}
