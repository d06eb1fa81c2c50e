using System.Globalization;

namespace Inkling.Training;

/// <summary>Up in w·T updates, down in the rest: peak·min((t + 1)/(w·T), (T − t)/(T − w·T)).</summary>
internal sealed class OneCycleSchedule : Schedule
{
    private readonly double _peak;
    private readonly double _warmUp;

    public OneCycleSchedule(double peak, double warmUp)
    {
        _peak = CheckRate(peak, nameof(peak));
        _warmUp = warmUp is >= 0.0 and <= 1.0
            ? warmUp
            : throw new ArgumentOutOfRangeException(nameof(warmUp), warmUp, "warm-up: expected a part of 0..1");
    }

    public override double RateAt(Progress progress)
    {
        long total = TotalOf(progress, "one-cycle");
        double up = _warmUp * total;
        double rising = up > 0.0 ? (progress.Iteration + 1) / up : 1.0;
        double falling = up < total ? (total - progress.Iteration) / (total - up) : 1.0;
        return _peak * Math.Max(0.0, Math.Min(1.0, Math.Min(rising, falling)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"one-cycle, peak {_peak}, warm-up {_warmUp:0.################ %}");
}
