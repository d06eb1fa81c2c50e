using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>How gradients change parameters: the slopes of the penalties are added, then a step is taken.</summary>
/// <remarks>
/// <para>What is done before and after, clipping and averaging, is the trainer's.</para>
/// <para>In the formulas w is a parameter and g its gradient, the mean over the minibatch, clipped and then with λ₂·w + λ₁·sign(w) added; η is the
/// learning rate and t the 1-based number of the update. Biases are penalised too. The original (PaddlePaddle v2) kept the L2 term out of the
/// means of squares, ignored it in Adam and Adamax, and subtracted L1 from the parameter after the step, down to 0.</para>
/// <para>An optimizer is immutable and holds settings only; what it remembers of the parameters belongs to the trainer.</para>
/// </remarks>
public abstract class Optimizer
{
    private readonly float _l1;

    /// <summary>Describes an optimizer.</summary>
    /// <param name="learningRate">η: a schedule, or a number for a constant rate.</param>
    /// <param name="l2">λ₂, 0 or more.</param>
    /// <param name="l1">λ₁, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A penalty is below 0.</exception>
    protected Optimizer(Schedule learningRate, double l2, double l1)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        Schedule = learningRate;
        L2 = (float)NotNegative(l2);
        _l1 = (float)NotNegative(l1);
    }

    /// <summary>The learning rate over time.</summary>
    public Schedule Schedule { get; }

    /// <summary>How many numbers the step remembers per parameter.</summary>
    public abstract int MomentCount { get; }

    /// <summary>λ₂.</summary>
    protected float L2 { get; }

    /// <summary>Whether the step adds λ₂·w to the gradient itself, which saves a sweep over the memory.</summary>
    protected virtual bool StepAddsL2 => false;

    /// <summary>Name and settings of the step, as run records and checkpoints hold them: equal where the steps are equal.</summary>
    protected abstract string StepName { get; }

    /// <summary><c>momentum 0.9, l2 0.0005, one-cycle, peak 0.1, warm-up 20 %</c>: with equal texts comes equal training.</summary>
    public sealed override string ToString() => Describe(besides: "");

    /// <summary>The same, with what the trainer does besides.</summary>
    internal string Describe(string besides)
    {
        string l1 = _l1 > 0f ? string.Create(CultureInfo.InvariantCulture, $", l1 {_l1}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{StepName}, l2 {L2}{l1}{besides}, {Schedule}");
    }

    /// <summary>Updates a stretch of the parameters.</summary>
    /// <param name="slice">Parameters, gradients and moments.</param>
    /// <param name="rate">The learning rate of this update.</param>
    /// <param name="number">The 1-based number of this update.</param>
    internal void Update(in ParameterSlice slice, double rate, long number)
    {
        float l2 = StepAddsL2 ? 0f : L2;
        if (_l1 > 0f || l2 > 0f)
            Updates.Run(new PenaltySlope(_l1, l2), slice.Values, slice.Gradients);
        TakeStep(slice, rate, number);
    }

    /// <summary>Takes the step of a stretch of the parameters: moments and parameters are overwritten, each value on its own.</summary>
    /// <remarks>It is called for one stretch after the other, by several threads at once. It allocates nothing, since there are many stretches.</remarks>
    /// <param name="slice">Parameters, gradients and moments.</param>
    /// <param name="rate">η of this update.</param>
    /// <param name="number">t, the 1-based number of this update.</param>
    protected abstract void TakeStep(in ParameterSlice slice, double rate, long number);

    /// <summary>The step as devices take it, for all parameters alike; null where they have no such formula.</summary>
    /// <param name="rate">η of this update.</param>
    /// <param name="number">t, the 1-based number of this update.</param>
    internal virtual ParameterStep? DeviceStep(double rate, long number) => null;

    /// <summary>The same with penalties.</summary>
    internal ParameterStep StepOnDevice(double rate, long number) => DeviceStep(rate, number)!.Value with { L1 = _l1, L2 = L2 };

    // Settings are used in single precision: what overflows there, or vanishes, is refused here.

    /// <summary>Requires a setting of 0 or more.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0, or no number.</exception>
    protected static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0.0 && float.IsFinite((float)value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name}: expected 0 or more");

    /// <summary>Requires a positive setting.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    protected static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        (float)value > 0f && float.IsFinite((float)value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name}: expected a positive number");

    /// <summary>Requires a setting of 0 or more and below 1.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    protected static double Decay(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0.0 and < 1.0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name}: expected 0 or more and below 1");
}
