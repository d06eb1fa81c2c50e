namespace Inkling.Training.Tests;

/// <summary>An optimizer beside its formula in double precision, in the form of its paper.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Create">Makes the optimizer with a schedule and both penalties.</param>
/// <param name="Expected">The new value of one parameter, by its gradient with the penalties' slopes added.</param>
internal sealed record OptimizerCase(string Name, Func<Schedule, double, double, Optimizer> Create, OptimizerCase.Formula Expected)
{
    /// <param name="g">The gradient.</param>
    /// <param name="w">The parameter.</param>
    /// <param name="m">Two numbers to remember, at first 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="t">The 1-based number of the step.</param>
    public delegate double Formula(double g, double w, double[] m, double rate, int t);

    public static readonly OptimizerCase[] All =
    [
        new("momentum", (rate, l2, l1) => new Momentum(rate, 0.9, l2, l1), (g, w, m, rate, _) =>
        {
            m[0] = 0.9 * m[0] - rate * g;
            return w + m[0];
        }),
        new("nesterov", (rate, l2, l1) => new Momentum(rate, 0.8, l2, l1, nesterov: true), (g, w, m, rate, _) =>
        {
            m[0] = 0.8 * m[0] - rate * g;
            return w + 0.8 * m[0] - rate * g;
        }),
        new("adam", (rate, l2, l1) => new Adam(rate, l2: l2, l1: l1), (g, w, m, rate, t) => w - AdamStep(g, m, rate, t, 0.9, 0.999, 1e-8)),
        new("adam with settings", (rate, l2, l1) => new Adam(rate, 0.7, 0.95, 1e-3, l2, l1), (g, w, m, rate, t) =>
            w - AdamStep(g, m, rate, t, 0.7, 0.95, 1e-3)),
        new("adamw", (rate, l2, l1) => new AdamW(rate, 0.1, l2: l2, l1: l1), (g, w, m, rate, t) =>
            w - rate * 0.1 * w - AdamStep(g, m, rate, t, 0.9, 0.999, 1e-8)),
        new("adamax", (rate, l2, l1) => new Adamax(rate, l2: l2, l1: l1), (g, w, m, rate, t) =>
        {
            m[0] = 0.9 * m[0] + 0.1 * g;
            m[1] = Math.Max(0.999 * m[1], Math.Abs(g) + 1e-8);
            return w - rate / (1.0 - Math.Pow(0.9, t)) * m[0] / m[1];
        }),
        new("adagrad", (rate, l2, l1) => new AdaGrad(rate, l2: l2, l1: l1), (g, w, m, rate, _) =>
        {
            m[0] += g * g;
            return w - rate * g / Math.Sqrt(m[0] + 1e-6);
        }),
        new("decayed adagrad", (rate, l2, l1) => new DecayedAdaGrad(rate, l2: l2, l1: l1), (g, w, m, rate, t) =>
        {
            m[0] = t == 1 ? g * g : 0.95 * m[0] + 0.05 * g * g;
            return w - rate * g / Math.Sqrt(m[0] + 1e-6);
        }),
        new("adadelta", (rate, l2, l1) => new AdaDelta(rate, l2: l2, l1: l1), (g, w, m, rate, _) =>
        {
            m[0] = 0.95 * m[0] + 0.05 * g * g;
            double step = Math.Sqrt(m[1] + 1e-6) / Math.Sqrt(m[0] + 1e-6) * g;
            m[1] = 0.95 * m[1] + 0.05 * step * step;
            return w - rate * step;
        }),
        new("rmsprop", (rate, l2, l1) => new RmsProp(rate, l2: l2, l1: l1), (g, w, m, rate, t) =>
        {
            m[0] = t == 1 ? g * g : 0.95 * m[0] + 0.05 * g * g;
            m[1] = 0.95 * m[1] + 0.05 * g;
            return w - rate * g / Math.Sqrt(m[0] - m[1] * m[1] + 1e-6);
        }),
        new("rmsprop, not centred", (rate, l2, l1) => new RmsProp(rate, 0.9, 1e-4, l2, l1, centred: false), (g, w, m, rate, t) =>
        {
            m[0] = t == 1 ? g * g : 0.9 * m[0] + 0.1 * g * g;
            return w - rate * g / Math.Sqrt(m[0] + 1e-4);
        }),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(one => one.Name)];

    public static OptimizerCase Get(string name) => All.Single(one => one.Name == name);

    private static double AdamStep(double g, double[] m, double rate, int t, double beta1, double beta2, double epsilon)
    {
        m[0] = beta1 * m[0] + (1.0 - beta1) * g;
        m[1] = beta2 * m[1] + (1.0 - beta2) * g * g;
        return rate * (m[0] / (1.0 - Math.Pow(beta1, t))) / (Math.Sqrt(m[1] / (1.0 - Math.Pow(beta2, t))) + epsilon);
    }
}
