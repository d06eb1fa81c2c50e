using System.Globalization;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Adam with decoupled weight decay: w ← (1 − η·δ)·w, then the step of <see cref="Adam"/>.</summary>
/// <remarks>
/// Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, with the decay times the learning rate as in PyTorch. The decay is not
/// divided by √v̂, as an L2 term would be; it may stand beside one. The original has no such optimizer.
/// </remarks>
public sealed class AdamW : Adam
{
    private readonly double _weightDecay;

    /// <summary>AdamW.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="weightDecay">δ, 0 or more.</param>
    /// <param name="beta1">β₁, 0 or more and below 1.</param>
    /// <param name="beta2">β₂, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public AdamW(
        Schedule learningRate, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, beta1, beta2, epsilon, l2, l1)
        => _weightDecay = NotNegative(weightDecay);

    /// <inheritdoc/>
    protected override string StepName => string.Create(CultureInfo.InvariantCulture, $"{base.StepName}, weight decay {_weightDecay}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number)
    {
        Scaling.Multiply((float)(1.0 - rate * _weightDecay), slice.Values);
        base.TakeStep(slice, rate, number);
    }

    internal override ParameterStep? DeviceStep(double rate, long number) => base.DeviceStep(rate, number)!.Value with { Keep = (float)(1.0 - rate * _weightDecay) };
}
