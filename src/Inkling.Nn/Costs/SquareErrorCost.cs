namespace Inkling.Nn;

/// <summary>Square error against the one-hot label: cost = Σᵢ (yᵢ − tᵢ)², gradient 2·(y − t).</summary>
internal sealed class SquareErrorCost : Cost
{
    private const string Word = "square error";

    public SquareErrorCost(Layer prediction, LabelInput label)
        : base(prediction, prediction, label) =>
        CheckClasses(Word, prediction, label);

    protected internal override string Settings => "square error";

    protected internal override void Forward(LayerWorkspace work)
    {
        int classes = Prediction.Shape.Size;
        var labels = work.InputWork(1).Labels;
        for (int n = 0; n < work.Count; n++)
        {
            float sum = 0f;
            for (int i = 0; i < classes; i++)
            {
                float difference = Difference(work.Input(), n, i, labels[n]);
                sum += difference * difference;
            }

            work.Output[n] = sum;
        }
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        int classes = Prediction.Shape.Size;
        var labels = work.InputWork(1).Labels;
        for (int n = 0; n < work.Count; n++)
        {
            for (int i = 0; i < classes; i++)
                work.InputGradient()[n * classes + i] += work.OutputGradient[n] * 2f * Difference(work.Input(), n, i, labels[n]);
        }
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Input();

    private float Difference(ReadOnlySpan<float> predictions, int sample, int index, int label) =>
        predictions[sample * Prediction.Shape.Size + index] - (index == label ? 1f : 0f);
}
