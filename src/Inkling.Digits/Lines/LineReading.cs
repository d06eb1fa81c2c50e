namespace Inkling.Digits.Lines;

/// <summary>What a network read in a line.</summary>
/// <param name="Signs">What stands there, from left to right: digits, and other signs where some stand.</param>
/// <param name="Probability">The probability that these digits and no others stand there, whatever other signs do: the mean over all ways in which the line was shown.</param>
/// <param name="OfOneDigit">For each digit the probability that it is the only one, with other signs or without.</param>
internal sealed record LineReading(IReadOnlyList<LineSign> Signs, double Probability, IReadOnlyList<double> OfOneDigit)
{
    /// <summary>Whether a row of paper goes through its ink: then it may be two lines, one above the other.</summary>
    public bool IsParted { get; init; }

    public IEnumerable<LineSign> Digits => Signs.Where(sign => sign.IsDigit);

    /// <summary>How many more of its digits are to be expected right than wrong.</summary>
    public double Worth => Digits.Sum(digit => (2 * digit.Probabilities.Max()) - 1);
}
