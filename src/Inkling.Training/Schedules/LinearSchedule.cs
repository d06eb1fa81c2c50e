using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(n) = max(rate − a·n, b).</summary>
internal sealed class LinearSchedule(double rate, double a, double b) : Schedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));
    private readonly double _a = NotNegative(a, nameof(a));
    private readonly double _b = NotNegative(b, nameof(b));

    public override double RateAt(Progress progress) => Math.Max(_rate - _a * progress.Samples, _b);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"linear, rate {_rate}, a {_a}, b {_b}");
}
