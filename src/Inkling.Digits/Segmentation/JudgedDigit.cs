namespace Inkling.Digits.Segmentation;

/// <summary>A digit as the networks judge it.</summary>
/// <param name="recognize">Says what it is, if it is one. Asked only when that matters: most of what is cut out of a line is no digit at all.</param>
/// <param name="plausibility">How likely it is one, 0 to 1.</param>
internal sealed class JudgedDigit(Func<Recognition> recognize, double plausibility)
{
    /// <summary>Nothing is judged worse than this: one odd digit must not outweigh a whole line.</summary>
    private const double Least = 1e-4;

    private Recognition? _recognition;

    public double Plausibility => plausibility;

    public Recognition Recognition => _recognition ??= recognize();

    /// <summary>The probability that it is a digit and the one it is taken for, 0 to 1.</summary>
    public double Certainty => Plausibility * Recognition.Probability;

    /// <summary>−log of <see cref="Certainty"/>, in nats.</summary>
    public double Cost => -Math.Log(Plausibility <= Least ? Least : Math.Max(Least, Certainty));

    /// <summary>What <see cref="Cost"/> is at least: itself once it was asked for, and until then that of a digit which is surely recognised.</summary>
    public double LeastCost => IsRecognized ? Cost : -Math.Log(Math.Max(Least, Plausibility));

    /// <summary>Whether nothing is left to ask: it was asked what it is, or is no digit.</summary>
    public bool IsRecognized => _recognition is not null || Plausibility <= Least;
}
