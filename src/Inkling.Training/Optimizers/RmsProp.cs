using System.Globalization;
using System.Runtime.CompilerServices;
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
            slice.Update(new Formula((float)rate, (float)_epsilon, squareShare, share));
        else
            slice.Update(new DecayedAdaGrad.Formula((float)rate, (float)_epsilon, squareShare));
    }

    internal override ParameterStep? DeviceStep(double rate, long number)
    {
        float share = (float)(1.0 - _rho), squareShare = number == 1 ? 1f : share;
        return new(_centred ? "rmsprop" : "decayed_adagrad", (float)rate, (float)_epsilon, squareShare, share);
    }

    /// <summary>s ← s + a·(g² − s); m ← m + b·(g − m); w ← w − η·g / √(s − m² + ε).</summary>
    /// <remarks>s − m² is a variance; where rounding makes it negative, as it may for gradients that stay the same, it counts as 0.</remarks>
    internal readonly struct Formula(float rate, float epsilon, float squareShare, float meanShare) : IUpdateFormula
    {
        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V square, ref V mean, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            V zero = S.Broadcast(0f);
            square = S.MultiplyAdd(S.Broadcast(squareShare), S.Subtract(S.Multiply(gradient, gradient), square), square);
            mean = S.MultiplyAdd(S.Broadcast(meanShare), S.Subtract(gradient, mean), mean);
            V variance = S.Subtract(square, S.Multiply(mean, mean));
            variance = S.Select(S.StaysMaximum(variance, zero), variance, zero);
            weight = S.Subtract(weight, S.Divide(S.Multiply(S.Broadcast(rate), gradient), S.Sqrt(S.Add(variance, S.Broadcast(epsilon)))));
        }
    }
}
