using Inkling.Nn;

namespace Inkling.Extending.Tests;

/// <summary>The hinge of several classes: Σᵢ max(0, 1 + xᵢ − x_label)² over the other classes i (Crammer and Singer 2001, squared).</summary>
public sealed class HingeCost : Cost
{
    private readonly LabelInput _label;

    public HingeCost(Layer prediction, LabelInput label)
        : base(prediction, prediction, label)
    {
        CheckClasses("hinge", prediction, label);
        _label = label;
    }

    protected override string Settings => "hinge";

    protected override void Forward(LayerWorkspace work)
    {
        for (int n = 0; n < work.Count; n++)
        {
            work.Output[n] = 0f;
            for (int i = 0; i < _label.Classes; i++)
                work.Output[n] += Excess(work, n, i) * Excess(work, n, i);
        }
    }

    protected override void Backward(LayerWorkspace work)
    {
        for (int n = 0; n < work.Count; n++)
        {
            for (int i = 0; i < _label.Classes; i++)
            {
                float slope = 2f * Excess(work, n, i) * work.OutputGradient[n];
                work.InputGradient()[(n * _label.Classes) + i] += slope;
                work.InputGradient()[(n * _label.Classes) + work.InputWork(1).Labels[n]] -= slope;
            }
        }
    }

    protected override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Input();

    private float Excess(LayerWorkspace work, int sample, int i)
    {
        var x = work.Input().Slice(sample * _label.Classes, _label.Classes);
        int label = work.InputWork(1).Labels[sample];
        return i == label ? 0f : Math.Max(0f, 1f + x[i] - x[label]);
    }
}
