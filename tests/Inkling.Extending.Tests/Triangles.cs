using System.Globalization;
using Inkling.Training;

namespace Inkling.Extending.Tests;

/// <summary>Up from nothing to a rate and down again, once in so many updates (Smith 2017, Cyclical Learning Rates).</summary>
public sealed class Triangles(double rate, int period) : Schedule
{
    public override double RateAt(Progress progress) => rate * (1.0 - Math.Abs((2.0 * ((progress.Iteration + 0.5) % period) / period) - 1.0));

    // As with an optimizer, the text stands for the schedule in checkpoints.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"triangles, rate {rate}, period {period}");
}
