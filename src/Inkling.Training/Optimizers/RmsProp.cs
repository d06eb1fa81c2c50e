using System.Globalization;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>RMSProp: s ← ρ·s + (1 − ρ)·g²; m ← ρ·m + (1 − ρ)·g; w ← w − η·g / √(s − m² + ε).</summary>
/// <remarks>
/// Centred: Graves 2013, Generating Sequences With Recurrent Neural Networks, equations 38 to 42, and the original. Not centred, m is left out:
/// Tieleman and Hinton 2012, lecture 6.5 of Neural Networks for Machine Learning. s begins as the first g², as in the original; PyTorch begins at
/// (1 − ρ)·g², with ρ 0.99, and adds ε to the root.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;
    private readonly bool _centred;

    /// <summary>RMSProp.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="rho">ρ, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <param name="centred">Whether to divide by the deviation of the gradients from their mean, or else by their own size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public RmsProp(Schedule learningRate, double rho = 0.95, double epsilon = 1e-6, double l2 = 0.0, double l1 = 0.0, bool centred = true)
        : base(learningRate, l2, l1)
    {
        _rho = Decay(rho);
        _epsilon = Positive(epsilon);
        _centred = centred;
    }

    /// <summary>The mean s; and the mean m where it is centred.</summary>
    public override int MomentCount => _centred ? 2 : 1;

    /// <inheritdoc/>
    protected override string StepName =>
        string.Create(CultureInfo.InvariantCulture, $"rmsprop{(_centred ? "" : ", not centred")}, rho {_rho}, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number)
    {
        float share = (float)(1.0 - _rho), squareShare = number == 1 ? 1f : share;
        if (_centred)
        {
            RmsPropUpdate.Step(
                (float)rate, (float)_epsilon, squareShare, share, slice.Gradients, slice.Moment(0), slice.Moment(1), slice.Values);
        }
        else
        {
            DecayedAdaGradUpdate.Step((float)rate, (float)_epsilon, squareShare, slice.Gradients, slice.Moment(0), slice.Values);
        }
    }

    internal override ParameterStep? DeviceStep(double rate, long number)
    {
        float share = (float)(1.0 - _rho), squareShare = number == 1 ? 1f : share;
        return new(_centred ? "rmsprop" : "decayed_adagrad", (float)rate, (float)_epsilon, squareShare, share);
    }
}
