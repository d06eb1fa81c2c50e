using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class PoolingTests
{
    // Sums of at most 25 values.
    private const double Tolerance = 1e-6;

    // The halving window in rows of less than a register, whole registers, and a last register that overlaps; then every other form.
    public static TheoryData<SimdWidth, PoolingExtents> Extents { get; } = Widths.With<PoolingExtents>(
        new(1, 2, 2, 2, 2), new(2, 3, 5, 2, 2), new(3, 4, 8, 2, 2), new(2, 5, 11, 2, 2), new(1, 4, 16, 2, 2), new(2, 6, 23, 2, 2), new(1, 2, 32, 2, 2),
        new(2, 7, 45, 2, 2), new(3, 24, 24, 2, 2), new(1, 5, 5, 2, 2, 0, true), new(1, 6, 6, 2, 2, 1), new(2, 7, 7, 3, 2, 0, true), new(2, 8, 10, 3, 2, 1),
        new(1, 5, 7, 3, 1, 2), new(2, 9, 9, 5, 3, 2, true), new(1, 1, 1, 1, 1), new(1, 4, 4, 4, 4), new(1, 6, 5, 2, 3), new(1, 6, 5, 2, 3, 1, true));

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(Extents))]
    public void Max_pooling_equals_the_oracle(SimdWidth width, PoolingExtents e) => CheckMax(width, e, RandomArrays.Normal(1, e.InputLength));

    [Theory, MemberData(nameof(Extents))]
    public void Of_equal_values_the_first_is_the_origin(SimdWidth width, PoolingExtents e) =>
        CheckMax(width, e, [.. RandomArrays.Labels(2, e.InputLength, 3).Select(value => (float)value)]);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Max_pooling_equals_the_oracle_for_any_extents(SimdWidth width) => AnyExtents().Sample(
        e => CheckMax(width, e, RandomArrays.Normal(3, e.InputLength)), iter: 100);

    [Theory]
    [InlineData(nameof(PoolingDivisor.One))]
    [InlineData(nameof(PoolingDivisor.RootOfCells))]
    [InlineData(nameof(PoolingDivisor.Cells))]
    public void Sum_pooling_equals_the_oracle_for_any_extents(string dividedBy) => AnyExtents().Sample(
        e =>
        {
            var divisor = Enum.Parse<PoolingDivisor>(dividedBy);
            float[] x = RandomArrays.Normal(4, e.InputLength), dY = RandomArrays.Normal(5, e.OutputLength), before = RandomArrays.Normal(6, x.Length);
            Guarded<float> y = new(e.OutputLength, canary: 99f), dX = new(before, canary: 99f);
            Func<int, double> number = divisor switch { PoolingDivisor.Cells => n => n, PoolingDivisor.RootOfCells => n => Math.Sqrt(n), _ => _ => 1 };

            SumPooling.Forward(Shape(e), divisor, e.Planes, new Guarded<float>(x, float.NaN).Span, y.Span);
            SumPooling.Backward(Shape(e), divisor, e.Planes, new Guarded<float>(dY, float.NaN).Span, dX.Span);

            // The values added are near 1; where they cancel, what rounding loses is still measured by them.
            Closeness.Require($"{e} output", PoolingOracle.Sum(e, number, x.ToDoubles()), y.Checked("output"), Tolerance, floor: 1);
            Closeness.Require($"{e} gradient", Added(PoolingOracle.SumBackward(e, number, dY.ToDoubles()), before), dX.Checked("gradient"), Tolerance);
        },
        iter: 200);

    [Theory, MemberData(nameof(Extents))]
    public void A_NaN_wins_its_window(SimdWidth width, PoolingExtents e)
    {
        for (int at = 0; at < e.InputLength; at += Math.Max(7, e.InputLength / 20))
        {
            float[] x = RandomArrays.Normal(7, e.InputLength), y = new float[e.OutputLength];
            x[at] = float.NaN;

            MaxPooling.Forward(width, Shape(e), e.Planes, x, y, new int[y.Length]);

            for (int o = 0; o < y.Length; o++)
                Assert.Equal(e.Window(o).Contains(at), float.IsNaN(y[o]));
        }
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void Infinities_are_values_like_others(SimdWidth width)
    {
        var e = new PoolingExtents(1, 4, 40, 2, 2);
        float[] x = [.. RandomArrays.Labels(8, e.InputLength, 3).Select(value => value switch { 0 => float.NegativeInfinity, 1 => float.PositiveInfinity, _ => 1f })];

        CheckMax(width, e, x);
        CheckMax(width, e, [.. Enumerable.Repeat(float.NegativeInfinity, e.InputLength)]);
    }

    private static Gen<PoolingExtents> AnyExtents() =>
        from planes in Gen.Int[1, 3]
        from size in Gen.Int[1, 5]
        from stride in Gen.Int[1, 4]
        from padding in Gen.Int[0, size - 1]
        from height in Gen.Int[Math.Max(1, size - 2 * padding), 12]
        from columns in Gen.Int[Math.Max(1, size - 2 * padding), 40]
        from ceilMode in Gen.Bool
        select new PoolingExtents(planes, height, columns, size, stride, padding, ceilMode);

    private static PoolingShape Shape(PoolingExtents e) => new(e.Height, e.Width, e.Size, e.Stride, e.Padding, e.CeilMode);

    private static void CheckMax(SimdWidth width, PoolingExtents e, float[] x)
    {
        float[] dY = RandomArrays.Normal(9, e.OutputLength), before = RandomArrays.Normal(10, x.Length);
        Guarded<float> y = new(e.OutputLength, canary: 99f), dX = new(before, canary: 99f);
        var origin = new Guarded<int>(e.OutputLength, canary: -7);

        MaxPooling.Forward(width, Shape(e), e.Planes, new Guarded<float>(x, float.NaN).Span, y.Span, origin.Span);
        MaxPooling.Backward(Shape(e), e.Planes, new Guarded<float>(dY, float.NaN).Span, origin.Span, dX.Span);

        double[] exact = x.ToDoubles();
        int plane = e.Height * e.Width;
        Assert.Equal(e.OutputLength, e.Planes * Shape(e).OutputSize);
        Assert.Equal(Enumerable.Range(0, e.OutputLength).Select(o => PoolingOracle.Largest(e, exact, o) % plane), origin.Checked("origin"));
        Closeness.Require($"{e} output", PoolingOracle.Max(e, exact), y.Checked("output"), 0);
        Closeness.Require($"{e} gradient", Added(PoolingOracle.MaxBackward(e, exact, dY.ToDoubles()), before), dX.Checked("gradient"), Tolerance);
    }

    private static double[] Added(double[] gradient, float[] before) => [.. gradient.Zip(before, (g, b) => g + b)];
}
