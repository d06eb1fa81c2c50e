using System.Globalization;

namespace Inkling.Training;

/// <summary>rate(t) = last + (rate − last)·(1 + cos(π·t/T))/2.</summary>
internal sealed class CosineSchedule(double rate, double last) : Schedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));
    private readonly double _last = NotNegative(last, nameof(last));

    public override double RateAt(Progress progress)
    {
        double done = Math.Min(1.0, (double)progress.Iteration / TotalOf(progress, "cosine"));
        return _last + (_rate - _last) * (1.0 + Math.Cos(Math.PI * done)) / 2.0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"cosine, rate {_rate}, last {_last}");
}
