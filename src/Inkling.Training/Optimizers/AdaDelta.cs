using System.Globalization;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>
/// AdaDelta: s ← ρ·s + (1 − ρ)·g²; d = g·√((x + ε)/(s + ε)); x ← ρ·x + (1 − ρ)·d²; w ← w − η·d.
/// </summary>
/// <remarks>Zeiler 2012, ADADELTA: An Adaptive Learning Rate Method, where η is 1. The original and PyTorch step alike.</remarks>
public sealed class AdaDelta : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>AdaDelta.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate; 1 is the paper's.</param>
    /// <param name="rho">ρ, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive: the first steps are of its root.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public AdaDelta(Schedule learningRate, double rho = 0.95, double epsilon = 1e-6, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, l2, l1)
    {
        _rho = Decay(rho);
        _epsilon = Positive(epsilon);
    }

    /// <summary>Two: the means s, of squared gradients, and x, of squared steps.</summary>
    public override int MomentCount => 2;

    /// <inheritdoc/>
    protected override string StepName => string.Create(CultureInfo.InvariantCulture, $"adadelta, rho {_rho}, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number) =>
        AdaDeltaUpdate.Step((float)rate, (float)_epsilon, (float)(1.0 - _rho), slice.Gradients, slice.Moment(0), slice.Moment(1), slice.Values);

    internal override ParameterStep? DeviceStep(double rate, long number) => new("adadelta", (float)rate, (float)_epsilon, (float)(1.0 - _rho));
}
