using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>AdaGrad that forgets: s ← ρ·s + (1 − ρ)·g²; w ← w − η·g / √(s + ε).</summary>
/// <remarks>
/// The original's; known elsewhere as RMSProp without centring. s begins as the first g², so that the first steps are not too large; PyTorch
/// begins at (1 − ρ)·g² and adds ε to the root.
/// </remarks>
public sealed class DecayedAdaGrad : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>AdaGrad that forgets.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="rho">ρ, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public DecayedAdaGrad(Schedule learningRate, double rho = 0.95, double epsilon = 1e-6, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, l2, l1)
    {
        _rho = Decay(rho);
        _epsilon = Positive(epsilon);
    }

    /// <summary>One: the mean s.</summary>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    protected override string StepName => string.Create(CultureInfo.InvariantCulture, $"decayed adagrad, rho {_rho}, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number) =>
        slice.Update(new Formula((float)rate, (float)_epsilon, number == 1 ? 1f : (float)(1.0 - _rho)));

    internal override ParameterStep? DeviceStep(double rate, long number) =>
        new("decayed_adagrad", (float)rate, (float)_epsilon, number == 1 ? 1f : (float)(1.0 - _rho));

    /// <summary>s ← s + (1 − ρ)·(g² − s); w ← w − η·g / √(s + ε).</summary>
    internal readonly struct Formula(float rate, float epsilon, float share) : IUpdateFormula
    {
        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V mean, ref V none, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            mean = S.MultiplyAdd(S.Broadcast(share), S.Subtract(S.Multiply(gradient, gradient), mean), mean);
            weight = S.Subtract(weight, S.Divide(S.Multiply(S.Broadcast(rate), gradient), S.Sqrt(S.Add(mean, S.Broadcast(epsilon)))));
        }
    }
}
