namespace Inkling.Compute.Tests;

/// <summary>A kernel of updates beside its formula in double precision: x is read, the others are overwritten where the kernel has them.</summary>
internal sealed record UpdateCase(string Name, UpdateCase.Kernel Run, UpdateCase.Formula Expected)
{
    public delegate void Kernel(SimdWidth width, ReadOnlySpan<float> x, Span<float> first, Span<float> second, Span<float> w);

    public delegate void Formula(double x, ref double first, ref double second, ref double w);

    public static readonly UpdateCase[] All =
    [
        new(
            "nesterov",
            (width, g, v, _, w) => NesterovUpdate.Step(width, 0.05f, 0.9f, g, v, w),
            (double g, ref double v, ref double _, ref double w) =>
            {
                v = 0.9 * v - 0.05 * g;
                w = w + 0.9 * v - 0.05 * g;
            }),
        new(
            "adam",
            (width, g, m, v, w) => AdamUpdate.Step(width, 0.01f, 1e-3f, 0.1f, 0.001f, g, m, v, w),
            (double g, ref double m, ref double v, ref double w) =>
            {
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                w -= 0.01 * m / (Math.Sqrt(v) + 1e-3);
            }),
        new(
            "adamax",
            (width, g, m, u, w) => AdamaxUpdate.Step(width, 0.01f, 1e-3f, 0.1f, 0.999f, g, m, u, w),
            (double g, ref double m, ref double u, ref double w) =>
            {
                m = 0.9 * m + 0.1 * g;
                u = Math.Max(0.999 * u, Math.Abs(g) + 1e-3);
                w -= 0.01 * m / u;
            }),
        new(
            "adagrad",
            (width, g, s, _, w) => AdaGradUpdate.Step(width, 0.01f, 1e-6f, g, s, w),
            (double g, ref double s, ref double _, ref double w) =>
            {
                s += g * g;
                w -= 0.01 * g / Math.Sqrt(s + 1e-6);
            }),
        new(
            "decayed adagrad",
            (width, g, s, _, w) => DecayedAdaGradUpdate.Step(width, 0.01f, 1e-6f, 0.05f, g, s, w),
            (double g, ref double s, ref double _, ref double w) =>
            {
                s = 0.95 * s + 0.05 * g * g;
                w -= 0.01 * g / Math.Sqrt(s + 1e-6);
            }),
        new(
            "rmsprop",
            (width, g, s, m, w) => RmsPropUpdate.Step(width, 0.01f, 1e-3f, 0.5f, 0.05f, g, s, m, w),
            (double g, ref double s, ref double m, ref double w) =>
            {
                s = 0.5 * s + 0.5 * g * g;
                m = 0.95 * m + 0.05 * g;
                w -= 0.01 * g / Math.Sqrt(Math.Max(s - m * m, 0) + 1e-3);
            }),
        new(
            "adadelta",
            (width, g, s, x, w) => AdaDeltaUpdate.Step(width, 0.5f, 1e-6f, 0.05f, g, s, x, w),
            (double g, ref double s, ref double x, ref double w) =>
            {
                s = 0.95 * s + 0.05 * g * g;
                double step = g * Math.Sqrt((x + 1e-6) / (s + 1e-6));
                x = 0.95 * x + 0.05 * step * step;
                w -= 0.5 * step;
            }),
        new(
            "average",
            (width, x, a, _, _) => AverageUpdate.Step(width, 0.3f, x, a),
            (double x, ref double a, ref double _, ref double _) => a = 0.7 * a + 0.3 * x),
        new(
            "penalty",
            (width, x, g, _, _) => Penalty.AddSlope(width, 0.2f, 0.01f, x, g),
            (double x, ref double g, ref double _, ref double _) => g += 0.2 * Math.Sign(x) + 0.01 * x),
        new(
            "clamping",
            (width, _, _, _, w) => Clamping.Clamp(width, 0.5f, w),
            (double _, ref double _, ref double _, ref double w) => w = Math.Clamp(w, -0.5, 0.5)),
        new(
            "scaling",
            (width, _, _, _, w) => Scaling.Multiply(width, -1.5f, w),
            (double _, ref double _, ref double _, ref double w) => w *= -1.5),
    ];

    public override string ToString() => Name;
}
