using System.Globalization;
using Inkling.Training;

namespace Inkling.Extending.Tests;

/// <summary>w ← w − η·sign(β₁·m + (1 − β₁)·g), then m ← β₂·m + (1 − β₂)·g (Chen et al. 2023, Symbolic Discovery of Optimization Algorithms).</summary>
public sealed class Lion(Schedule learningRate, double beta1 = 0.9, double beta2 = 0.99, double l2 = 0.0) : Optimizer(learningRate, l2, l1: 0.0)
{
    private readonly float _beta1 = (float)Decay(beta1), _beta2 = (float)Decay(beta2);

    // The mean m: the trainer keeps it, and checkpoints hold it.
    public override int MomentCount => 1;

    // Checkpoints hold the name, too: a training goes on with the same step only.
    protected override string StepName => string.Create(CultureInfo.InvariantCulture, $"lion, beta {_beta1} {_beta2}");

    protected override void TakeStep(in ParameterSlice slice, double rate, long number)
    {
        Span<float> w = slice.Values, g = slice.Gradients, m = slice.Moment(0);
        for (int i = 0; i < w.Length; i++)
        {
            w[i] -= (float)rate * MathF.Sign((_beta1 * m[i]) + ((1f - _beta1) * g[i]));
            m[i] = (_beta2 * m[i]) + ((1f - _beta2) * g[i]);
        }
    }
}
