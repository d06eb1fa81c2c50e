using System.Globalization;
using System.Runtime.CompilerServices;
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
        slice.Update(new Formula((float)rate, (float)_epsilon, (float)(1.0 - _rho)));

    internal override ParameterStep? DeviceStep(double rate, long number) => new("adadelta", (float)rate, (float)_epsilon, (float)(1.0 - _rho));

    /// <summary>s ← s + (1 − ρ)·(g² − s); d = g·√((x + ε)/(s + ε)); x ← x + (1 − ρ)·(d² − x); w ← w − η·d.</summary>
    internal readonly struct Formula(float rate, float epsilon, float share) : IUpdateFormula
    {
        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V square, ref V past, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            V part = S.Broadcast(share), least = S.Broadcast(epsilon);
            square = S.MultiplyAdd(part, S.Subtract(S.Multiply(gradient, gradient), square), square);
            V step = S.Multiply(gradient, S.Sqrt(S.Divide(S.Add(past, least), S.Add(square, least))));
            past = S.MultiplyAdd(part, S.Subtract(S.Multiply(step, step), past), past);
            weight = S.MultiplyAdd(S.Broadcast(-rate), step, weight);
        }
    }
}
