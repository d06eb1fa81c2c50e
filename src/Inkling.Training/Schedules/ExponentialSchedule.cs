using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(n) = rate·a^(n/b), or with the power rounded down.</summary>
internal sealed class ExponentialSchedule(double rate, double a, double b, bool inSteps) : Schedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));
    private readonly double _a = Positive(a, nameof(a));
    private readonly double _b = Positive(b, nameof(b));

    public override double RateAt(Progress progress)
    {
        double power = progress.Samples / _b;
        return _rate * Math.Pow(_a, inSteps ? Math.Floor(power) : power);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(inSteps ? "discrete exponential" : "exponential")}, rate {_rate}, a {_a}, b {_b}");
}
