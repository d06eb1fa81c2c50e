using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(t) = rate.</summary>
internal sealed class ConstantSchedule(double rate) : Schedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));

    public override double RateAt(Progress progress) => _rate;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"constant {_rate}");
}
