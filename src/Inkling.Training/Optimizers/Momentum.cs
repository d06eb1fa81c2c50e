using System.Globalization;
using Inkling.Compute;

namespace Inkling.Training;

/// <summary>Stochastic gradient descent with momentum: v ← μ·v − η·(g + λ·w); w ← w + v.</summary>
/// <remarks>g is the mean gradient of the minibatch. The L2 term λ·w applies to biases too, as in the chapter. No Nesterov look-ahead.</remarks>
public sealed class Momentum : Optimizer
{
    private readonly float _momentum;
    private readonly float _l2;

    /// <summary>Momentum with a schedule.</summary>
    /// <param name="schedule">η over time.</param>
    /// <param name="momentum">μ, 0 or more and below 1.</param>
    /// <param name="l2">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Momentum(Schedule schedule, double momentum = 0.9, double l2 = 0.0)
        : base(schedule)
    {
        if (momentum is not (>= 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "momentum: expected 0 or more and below 1");
        if (!double.IsFinite(l2) || l2 < 0.0)
            throw new ArgumentOutOfRangeException(nameof(l2), l2, "l2: expected 0 or more");
        _momentum = (float)momentum;
        _l2 = (float)l2;
    }

    /// <summary>Momentum with a constant learning rate.</summary>
    /// <param name="learningRate">η, positive.</param>
    /// <param name="momentum">μ, 0 or more and below 1.</param>
    /// <param name="l2">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Momentum(double learningRate, double momentum = 0.9, double l2 = 0.0)
        : this(Schedule.Constant(learningRate), momentum, l2)
    {
    }

    /// <summary>One: the velocity v.</summary>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    public override void Update(in ParameterSlice slice, float rate, long iteration) =>
        MomentumUpdate.Step(rate, _momentum, _l2, slice.Gradients, slice.Moment(0), slice.Values);

    /// <summary><c>momentum 0.9, l2 0.0005, one-cycle, peak 0.1, warm-up 20 %</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"momentum {_momentum}, l2 {_l2}, {Schedule}");
}
