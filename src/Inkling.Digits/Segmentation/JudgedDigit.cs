namespace Inkling.Digits.Segmentation;

/// <summary>A digit as the network judges it.</summary>
/// <param name="Recognition">What it is, if it is one.</param>
/// <param name="Plausibility">How likely it is one, 0 to 1.</param>
internal sealed record JudgedDigit(Recognition Recognition, double Plausibility)
{
    /// <summary>Nothing is judged worse than this: one odd digit must not outweigh a whole line.</summary>
    private const double Least = 1e-4;

    /// <summary>The probability that it is a digit and the one it is taken for, 0 to 1.</summary>
    public double Certainty => Plausibility * Recognition.Probability;

    /// <summary>−log of <see cref="Certainty"/>, in nats.</summary>
    public double Cost => -Math.Log(Math.Max(Least, Certainty));
}
