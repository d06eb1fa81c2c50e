namespace Inkling.Training.Tests;

/// <summary>A schedule beside its formula.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Expected">The rate by iteration t of T, samples n and pass p.</param>
/// <param name="NeedsTotal">Whether it must know the length of the training.</param>
internal sealed record ScheduleCase(string Name, Schedule Schedule, ScheduleCase.Formula Expected, bool NeedsTotal = false)
{
    public delegate double Formula(double t, double T, double n, int p);

    public static readonly ScheduleCase[] All =
    [
        new("constant", Schedule.Constant(0.1), (_, _, _, _) => 0.1),
        new("a number", 0.2, (_, _, _, _) => 0.2),
        new(
            "one-cycle",
            Schedule.OneCycle(0.5, warmUp: 0.3),
            (t, T, _, _) => t + 1 <= 0.3 * T ? 0.5 * (t + 1) / (0.3 * T) : 0.5 * Math.Max(0, T - t) / (0.7 * T),
            NeedsTotal: true),
        new("cosine", Schedule.Cosine(0.3, last: 0.1), (t, T, _, _) => t >= T ? 0.1 : 0.2 + 0.1 * Math.Cos(Math.PI * t / T), NeedsTotal: true),
        new("polynomial", Schedule.Polynomial(0.3, 1e-3, 0.75), (_, _, n, _) => 0.3 / Math.Pow(1 + 1e-3 * n, 0.75)),
        new("caffe polynomial", Schedule.CaffePolynomial(0.3, 500, 2), (_, _, n, _) => n > 500 ? 0 : 0.3 * (1 - n / 500) * (1 - n / 500)),
        new("exponential", Schedule.Exponential(0.3, 0.5, 200), (_, _, n, _) => 0.3 * Math.Exp(-Math.Log(2) * n / 200)),
        new("discrete exponential", Schedule.DiscreteExponential(0.3, 0.5, 200), (_, _, n, _) => 0.3 / (1L << (int)(n / 200))),
        new("linear", Schedule.Linear(0.3, 1e-3, 0.05), (_, _, n, _) => n >= 250 ? 0.05 : 0.3 - n / 1000),
        new("manual", Schedule.Manual(0.3, (100, 1.0), (300, 0.5), (400, 0.1)), (_, _, n, _) => n < 100 ? 0.3 : n < 300 ? 0.15 : 0.03),
        new("pass manual", Schedule.PassManual(0.3, (0, 1.0), (2, 0.5), (3, 0.0)), (_, _, _, p) => p == 0 ? 0.3 : p <= 2 ? 0.15 : 0),
        new("warmed up", Schedule.Constant(0.2).WithWarmUp(8), (t, _, _, _) => t < 8 ? 0.2 * (t + 1) / 8 : 0.2),
        new(
            "cosine, warmed up",
            Schedule.Cosine(0.2).WithWarmUp(8),
            (t, T, _, _) => (t < 8 ? (t + 1) / 8 : 1) * (t >= T ? 0 : 0.1 + 0.1 * Math.Cos(Math.PI * t / T)),
            NeedsTotal: true),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(one => one.Name)];

    public static ScheduleCase Get(string name) => All.Single(one => one.Name == name);
}
