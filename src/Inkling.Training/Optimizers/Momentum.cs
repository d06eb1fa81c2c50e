using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Stochastic gradient descent with momentum: v ← μ·v − η·g; w ← w + v.</summary>
/// <remarks>
/// With Nesterov's look-ahead, w ← w + μ·v − η·g (Sutskever et al. 2013, On the importance of initialization and momentum in deep learning).
/// The learning rate is within v, as in the original; where it changes over time, PyTorch, which has it outside, steps otherwise.
/// </remarks>
public sealed class Momentum : Optimizer
{
    private readonly float _momentum;
    private readonly bool _nesterov;

    /// <summary>Momentum.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="momentum">μ, 0 or more and below 1.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Momentum(Schedule learningRate, double momentum = 0.9, double l2 = 0.0, double l1 = 0.0, bool nesterov = false)
        : base(learningRate, l2, l1)
    {
        _momentum = (float)Decay(momentum);
        _nesterov = nesterov;
    }

    /// <summary>One: the velocity v.</summary>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    protected override bool StepAddsL2 => !_nesterov;

    /// <inheritdoc/>
    protected override string StepName =>
        string.Create(CultureInfo.InvariantCulture, $"momentum {_momentum}{(_nesterov ? ", nesterov" : "")}");

    /// <inheritdoc/>
    protected override void TakeStep(in ParameterSlice slice, double rate, long number)
    {
        if (_nesterov)
            slice.Update(new LookAhead((float)rate, _momentum));
        else
            slice.Update(new Formula((float)rate, _momentum, L2));
    }

    internal override ParameterStep? DeviceStep(double rate, long number) => new(_nesterov ? "nesterov" : "momentum", (float)rate, _momentum);

    /// <summary>v ← μ·v − η·(g + λ₂·w); w ← w + v.</summary>
    internal readonly struct Formula(float rate, float momentum, float l2) : IUpdateFormula
    {
        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V velocity, ref V none, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            V slope = S.MultiplyAdd(S.Broadcast(l2), weight, gradient);
            velocity = S.MultiplyAdd(S.Broadcast(-rate), slope, S.Multiply(S.Broadcast(momentum), velocity));
            weight = S.Add(weight, velocity);
        }
    }

    /// <summary>v ← μ·v − η·g; w ← w + μ·v − η·g.</summary>
    internal readonly struct LookAhead(float rate, float momentum) : IUpdateFormula
    {
        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<S, V>(V gradient, ref V velocity, ref V none, ref V weight)
            where S : struct, ILanes<V>
            where V : struct
        {
            V mu = S.Broadcast(momentum), step = S.Multiply(S.Broadcast(-rate), gradient);
            velocity = S.MultiplyAdd(mu, velocity, step);
            weight = S.Add(weight, S.MultiplyAdd(mu, velocity, step));
        }
    }
}
