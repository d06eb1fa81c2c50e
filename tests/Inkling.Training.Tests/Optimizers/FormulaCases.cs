using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

/// <summary>The formulas of the optimizers.</summary>
internal static class FormulaCases
{
    public static readonly UpdateCase[] All =
    [
        new(
            "momentum",
            (width, g, v, _, w) => Updates.Run(width, new Momentum.Formula(0.05f, 0.9f, 0.01f), g, v, [], w),
            (double g, ref double v, ref double _, ref double w) =>
            {
                v = 0.9 * v - 0.05 * (g + 0.01 * w);
                w += v;
            }),
        new(
            "nesterov",
            (width, g, v, _, w) => Updates.Run(width, new Momentum.LookAhead(0.05f, 0.9f), g, v, [], w),
            (double g, ref double v, ref double _, ref double w) =>
            {
                v = 0.9 * v - 0.05 * g;
                w = w + 0.9 * v - 0.05 * g;
            }),
        new(
            "adam",
            (width, g, m, v, w) => Updates.Run(width, new Adam.Formula(0.01f, 1e-3f, 0.1f, 0.001f), g, m, v, w),
            (double g, ref double m, ref double v, ref double w) =>
            {
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                w -= 0.01 * m / (Math.Sqrt(v) + 1e-3);
            }),
        new(
            "adamax",
            (width, g, m, u, w) => Updates.Run(width, new Adamax.Formula(0.01f, 1e-3f, 0.1f, 0.999f), g, m, u, w),
            (double g, ref double m, ref double u, ref double w) =>
            {
                m = 0.9 * m + 0.1 * g;
                u = Math.Max(0.999 * u, Math.Abs(g) + 1e-3);
                w -= 0.01 * m / u;
            }),
        new(
            "adagrad",
            (width, g, s, _, w) => Updates.Run(width, new AdaGrad.Formula(0.01f, 1e-6f), g, s, [], w),
            (double g, ref double s, ref double _, ref double w) =>
            {
                s += g * g;
                w -= 0.01 * g / Math.Sqrt(s + 1e-6);
            }),
        new(
            "decayed adagrad",
            (width, g, s, _, w) => Updates.Run(width, new DecayedAdaGrad.Formula(0.01f, 1e-6f, 0.05f), g, s, [], w),
            (double g, ref double s, ref double _, ref double w) =>
            {
                s = 0.95 * s + 0.05 * g * g;
                w -= 0.01 * g / Math.Sqrt(s + 1e-6);
            }),
        new(
            "rmsprop",
            (width, g, s, m, w) => Updates.Run(width, new RmsProp.Formula(0.01f, 1e-3f, 0.5f, 0.05f), g, s, m, w),
            (double g, ref double s, ref double m, ref double w) =>
            {
                s = 0.5 * s + 0.5 * g * g;
                m = 0.95 * m + 0.05 * g;
                w -= 0.01 * g / Math.Sqrt(Math.Max(s - m * m, 0) + 1e-3);
            }),
        new(
            "adadelta",
            (width, g, s, x, w) => Updates.Run(width, new AdaDelta.Formula(0.5f, 1e-6f, 0.05f), g, s, x, w),
            (double g, ref double s, ref double x, ref double w) =>
            {
                s = 0.95 * s + 0.05 * g * g;
                double step = g * Math.Sqrt((x + 1e-6) / (s + 1e-6));
                x = 0.95 * x + 0.05 * step * step;
                w -= 0.5 * step;
            }),
    ];

    public static UpdateCase Get(string name) => All.Single(one => one.Name == name);
}
