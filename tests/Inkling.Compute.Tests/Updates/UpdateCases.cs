using Inkling.TestKit;

namespace Inkling.Compute.Tests;

/// <summary>The updates that are kernels, and the loop of all updates with formulas of its own.</summary>
internal static class UpdateCases
{
    public static readonly UpdateCase[] All =
    [
        new(
            "with two moments",
            (width, x, first, second, w) => Updates.Run(width, default(TwoMoments), x, first, second, w),
            (double x, ref double first, ref double second, ref double w) =>
            {
                first += x;
                second *= x;
                w -= first + second;
            }),
        new(
            "with one moment",
            (width, x, first, _, w) => Updates.Run(width, default(OneMoment), x, first, [], w),
            (double x, ref double first, ref double _, ref double w) =>
            {
                first += x;
                w -= first;
            }),
        new(
            "average",
            (width, x, _, _, a) => Updates.Run(width, new RunningAverage(0.3f), x, [], [], a),
            (double x, ref double _, ref double _, ref double a) => a = 0.7 * a + 0.3 * x),
        new(
            "penalty",
            (width, x, _, _, g) => Updates.Run(width, new PenaltySlope(0.2f, 0.01f), x, [], [], g),
            (double x, ref double _, ref double _, ref double g) => g += 0.2 * Math.Sign(x) + 0.01 * x),
        new(
            "clamping",
            (width, _, _, _, w) => Clamping.Clamp(width, 0.5f, w),
            (double _, ref double _, ref double _, ref double w) => w = Math.Clamp(w, -0.5, 0.5)),
        new(
            "scaling",
            (width, _, _, _, w) => Scaling.Multiply(width, -1.5f, w),
            (double _, ref double _, ref double _, ref double w) => w *= -1.5),
    ];

    public static UpdateCase Get(string name) => All.Single(one => one.Name == name);

    private readonly struct OneMoment : IUpdateFormula
    {
        public static int Moments => 1;

        public void Apply<S, V>(V x, ref V first, ref V second, ref V value)
            where S : struct, ILanes<V>
            where V : struct
        {
            first = S.Add(first, x);
            value = S.Subtract(value, first);
        }
    }

    private readonly struct TwoMoments : IUpdateFormula
    {
        public static int Moments => 2;

        public void Apply<S, V>(V x, ref V first, ref V second, ref V value)
            where S : struct, ILanes<V>
            where V : struct
        {
            first = S.Add(first, x);
            second = S.Multiply(second, x);
            value = S.Subtract(value, S.Add(first, second));
        }
    }
}
