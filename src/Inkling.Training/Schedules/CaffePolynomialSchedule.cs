using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(n) = rate·(1 − n/a)^b, or 0 beyond a.</summary>
internal sealed class CaffePolynomialSchedule(double rate, double a, double b) : Schedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));
    private readonly double _a = Positive(a, nameof(a));
    private readonly double _b = NotNegative(b, nameof(b));

    public override double RateAt(Progress progress) => progress.Samples > _a ? 0.0 : _rate * Math.Pow(1.0 - progress.Samples / _a, _b);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"caffe polynomial, rate {_rate}, a {_a}, b {_b}");
}
