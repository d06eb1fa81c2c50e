using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>
/// Adam: m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − η·m̂ / (√v̂ + ε), where m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
/// </summary>
/// <remarks>
/// Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1; so does PyTorch. The original added ε to √v instead of √v̂, which
/// matters in the first steps only.
/// </remarks>
public class Adam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Adam.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="beta1">β₁, 0 or more and below 1.</param>
    /// <param name="beta2">β₂, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Adam(Schedule learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, l2, l1)
    {
        _beta1 = Decay(beta1);
        _beta2 = Decay(beta2);
        _epsilon = Positive(epsilon);
    }

    /// <summary>Two: the means m and v.</summary>
    public sealed override int MomentCount => 2;

    /// <inheritdoc/>
    protected override string StepName =>
        string.Create(CultureInfo.InvariantCulture, $"adam, beta {_beta1} {_beta2}, epsilon {_epsilon}");

    // Both corrections are of all parameters alike: √v̂ + ε = (√v + ε·c)/c with c = √(1 − β₂ᵗ).
    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number)
    {
        double first = 1.0 - Math.Pow(_beta1, number), second = Math.Sqrt(1.0 - Math.Pow(_beta2, number));
        slice.Update(new Formula((float)(rate * second / first), (float)(_epsilon * second), (float)(1.0 - _beta1), (float)(1.0 - _beta2)));
    }

    // Of a class of somebody else, the step may be another one.
    internal override ParameterStep? DeviceStep(double rate, long number)
    {
        if (GetType() != typeof(Adam) && GetType() != typeof(AdamW))
            return null;
        double first = 1.0 - Math.Pow(_beta1, number), second = Math.Sqrt(1.0 - Math.Pow(_beta2, number));
        return new("adam", (float)(rate * second / first), (float)(_epsilon * second), (float)(1.0 - _beta1), (float)(1.0 - _beta2));
    }

    /// <summary>m ← m + (1 − β₁)·(g − m); v ← v + (1 − β₂)·(g² − v); w ← w − η·m / (√v + ε), with η and ε corrected for the bias of the first steps.</summary>
    /// <remarks>The means move by a share of the distance, since 1 − β keeps all its digits where β near 1 does not.</remarks>
    internal readonly struct Formula(float rate, float epsilon, float firstShare, float secondShare) : IUpdateFormula
    {
        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V mean, ref V square, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            mean = S.MultiplyAdd(S.Broadcast(firstShare), S.Subtract(gradient, mean), mean);
            square = S.MultiplyAdd(S.Broadcast(secondShare), S.Subtract(S.Multiply(gradient, gradient), square), square);
            V step = S.Divide(S.Multiply(S.Broadcast(rate), mean), S.Add(S.Sqrt(square), S.Broadcast(epsilon)));
            weight = S.Subtract(weight, step);
        }
    }
}
