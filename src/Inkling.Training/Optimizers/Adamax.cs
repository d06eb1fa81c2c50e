using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Adamax: m ← β₁·m + (1 − β₁)·g; u ← max(β₂·u, |g| + ε); w ← w − η/(1 − β₁ᵗ)·m/u.</summary>
/// <remarks>
/// Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 2. The ε, which is PyTorch's, keeps a parameter whose gradients
/// have all been 0 from becoming 0/0, as it does in the original.
/// </remarks>
public sealed class Adamax : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Adamax.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="beta1">β₁, 0 or more and below 1.</param>
    /// <param name="beta2">β₂, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Adamax(Schedule learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, l2, l1)
    {
        _beta1 = Decay(beta1);
        _beta2 = Decay(beta2);
        _epsilon = Positive(epsilon);
    }

    /// <summary>Two: the mean m and the largest u.</summary>
    public override int MomentCount => 2;

    /// <inheritdoc/>
    protected override string StepName =>
        string.Create(CultureInfo.InvariantCulture, $"adamax, beta {_beta1} {_beta2}, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number) =>
        slice.Update(new Formula((float)(rate / (1.0 - Math.Pow(_beta1, number))), (float)_epsilon, (float)(1.0 - _beta1), (float)_beta2));

    internal override ParameterStep? DeviceStep(double rate, long number) =>
        new("adamax", (float)(rate / (1.0 - Math.Pow(_beta1, number))), (float)_epsilon, (float)(1.0 - _beta1), (float)_beta2);

    /// <summary>m ← m + (1 − β₁)·(g − m); u ← max(β₂·u, |g| + ε); w ← w − η·m / u, with η corrected for the bias of the first steps.</summary>
    internal readonly struct Formula(float rate, float epsilon, float firstShare, float secondDecay) : IUpdateFormula
    {
        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V mean, ref V largest, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            mean = S.MultiplyAdd(S.Broadcast(firstShare), S.Subtract(gradient, mean), mean);
            V size = S.Add(Larger<S, V>(gradient, S.Subtract(S.Broadcast(0f), gradient)), S.Broadcast(epsilon));
            largest = Larger<S, V>(S.Multiply(S.Broadcast(secondDecay), largest), size);
            weight = S.Subtract(weight, S.Divide(S.Multiply(S.Broadcast(rate), mean), largest));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Larger<S, V>(V a, V b)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Select(S.StaysMaximum(a, b), a, b);
    }
}
