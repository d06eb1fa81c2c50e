using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>AdaGrad: s ← s + g²; w ← w − η·g / √(s + ε).</summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, Adaptive Subgradient Methods. ε is under the root, as in the original; PyTorch adds it, as 1e-10, to the root.
/// </remarks>
public sealed class AdaGrad : Optimizer
{
    private readonly double _epsilon;

    /// <summary>AdaGrad.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public AdaGrad(Schedule learningRate, double epsilon = 1e-6, double l2 = 0.0, double l1 = 0.0)
        : base(learningRate, l2, l1) =>
        _epsilon = Positive(epsilon);

    /// <summary>One: the sum s.</summary>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    protected override string StepName => string.Create(CultureInfo.InvariantCulture, $"adagrad, epsilon {_epsilon}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number) =>
        slice.Update(new Formula((float)rate, (float)_epsilon));

    internal override ParameterStep? DeviceStep(double rate, long number) => new("adagrad", (float)rate, (float)_epsilon);

    /// <summary>s ← s + g²; w ← w − η·g / √(s + ε).</summary>
    internal readonly struct Formula(float rate, float epsilon) : IUpdateFormula
    {
        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V sum, ref V none, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            sum = S.MultiplyAdd(gradient, gradient, sum);
            weight = S.Subtract(weight, S.Divide(S.Multiply(S.Broadcast(rate), gradient), S.Sqrt(S.Add(sum, S.Broadcast(epsilon)))));
        }
    }
}
