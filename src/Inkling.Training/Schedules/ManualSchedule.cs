using System.Globalization;

namespace Inkling.Training;

/// <summary>rate times the factor of the first step that is not yet over, or of the last one.</summary>
internal sealed class ManualSchedule : Schedule
{
    private readonly double _rate;
    private readonly (long End, double Factor)[] _steps;
    private readonly Func<Progress, long> _place;
    private readonly string _unit;

    /// <param name="rate">The rate.</param>
    /// <param name="steps">Factors, each with the place at which it ends to hold.</param>
    /// <param name="place">Where in the training an update is.</param>
    /// <param name="unit">What places are counted in.</param>
    public ManualSchedule(double rate, IReadOnlyList<(long End, double Factor)> steps, Func<Progress, long> place, string unit)
    {
        _rate = CheckRate(rate, nameof(rate));
        _steps = [.. steps];
        _place = place;
        _unit = unit;
        if (_steps.Length == 0)
            throw new ArgumentException("manual schedule: expected at least one step", nameof(steps));

        long before = 0;
        foreach (var (end, factor) in _steps)
        {
            if (end <= before)
                throw new ArgumentException($"manual schedule: expected a step that ends after {before} {unit}, got {end}", nameof(steps));
            NotNegative(factor, nameof(factor));
            before = end;
        }
    }

    public override double RateAt(Progress progress)
    {
        long place = _place(progress);
        foreach (var (end, factor) in _steps)
        {
            if (place < end)
                return _rate * factor;
        }

        return _rate * _steps[^1].Factor;
    }

    public override string ToString()
    {
        var steps = _steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.End}:{step.Factor}"));
        return string.Create(CultureInfo.InvariantCulture, $"manual, rate {_rate}, {_unit} {string.Join(' ', steps)}");
    }
}
