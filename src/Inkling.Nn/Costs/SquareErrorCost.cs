namespace Inkling.Nn;

/// <summary>Square error: cost = Σᵢ (yᵢ − tᵢ)², gradient 2·(y − t). The truth t is given as numbers, or as a class: then it is 1 there and 0 elsewhere.</summary>
internal sealed class SquareErrorCost : Cost
{
    private const string Word = "square error";

    public SquareErrorCost(Layer prediction, LabelInput label)
        : base(prediction, prediction, label) =>
        CheckClasses(Word, prediction, label);

    public SquareErrorCost(Layer prediction, TargetInput targets)
        : base(prediction, prediction, targets) =>
        CheckTargets(Word, prediction, targets);

    protected internal override string Settings => Inputs[1] is TargetInput ? "square error of numbers" : "square error";

    protected internal override void Forward(LayerWorkspace work)
    {
        int size = Prediction.Shape.Size;
        for (int n = 0; n < work.Count; n++)
        {
            float sum = 0f;
            for (int i = 0; i < size; i++)
            {
                float difference = Difference(work, n, i);
                sum += difference * difference;
            }

            work.Output[n] = sum;
        }
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        int size = Prediction.Shape.Size;
        for (int n = 0; n < work.Count; n++)
        {
            for (int i = 0; i < size; i++)
                work.InputGradient()[n * size + i] += work.OutputGradient[n] * 2f * Difference(work, n, i);
        }
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Input();

    private float Difference(LayerWorkspace work, int sample, int index)
    {
        int at = sample * Prediction.Shape.Size + index;
        float truth = Inputs[1] is TargetInput ? work.Input(1)[at] : index == work.InputWork(1).Labels[sample] ? 1f : 0f;
        return work.Input()[at] - truth;
    }
}
