using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class BatchNormalizationTests
{
    // Sums of up to a few hundred values.
    private const double Tolerance = 5e-6;

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Mean_and_variance_equal_the_oracle_for_any_extents(SimdWidth width) => AnyShape().Sample(
        shape =>
        {
            float[] x = Values(shape, 1);
            Guarded<float> mean = new(shape.Channels, canary: 99f), variance = new(shape.Channels, canary: 99f);

            BatchNormalization.Measure(width, shape, Operand(x), mean.Span, variance.Span);

            var expected = BatchNormOracle.Measure(shape.Channels, shape.Pixels, x.ToDoubles());
            Closeness.Require($"{shape} mean", expected.Mean, mean.Checked("mean"), Tolerance, floor: 1);
            Closeness.Require($"{shape} variance", expected.Variance, variance.Checked("variance"), Tolerance, floor: 1);
        },
        iter: 100);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Values_are_moved_and_scaled(SimdWidth width) => AnyShape().Sample(
        shape =>
        {
            float[] x = Values(shape, 1), mean = RandomArrays.Normal(2, shape.Channels), factor = RandomArrays.Normal(3, shape.Channels);
            float[] offset = RandomArrays.Normal(4, shape.Channels);
            var y = new Guarded<float>(x.Length, canary: 99f);

            BatchNormalization.Apply(width, shape, Operand(x), Operand(mean), Operand(factor), Operand(offset), y.Span);

            double[] expected = [.. x.Select((value, i) => Channel(shape, i) is var c ? ((double)value - mean[c]) * factor[c] + offset[c] : 0)];
            Closeness.Require($"{shape}", expected, y.Checked("output"), Tolerance, floor: 1);
        },
        iter: 100);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Gradients_are_summed_and_added(SimdWidth width) => AnyShape().Sample(
        shape =>
        {
            float[] x = Values(shape, 1), dY = Values(shape, 5), before = Values(shape, 6);
            float[] mean = RandomArrays.Normal(2, shape.Channels), a = RandomArrays.Normal(3, shape.Channels), b = RandomArrays.Normal(4, shape.Channels);
            float[] offset = RandomArrays.Normal(7, shape.Channels);
            Guarded<float> sum = new(shape.Channels, canary: 99f), product = new(shape.Channels, canary: 99f), dX = new(before, canary: 99f);

            BatchNormalization.MeasureGradient(width, shape, Operand(x), Operand(mean), Operand(dY), sum.Span, product.Span);
            BatchNormalization.AddGradient(width, shape, Operand(x), Operand(mean), Operand(dY), Operand(a), Operand(b), Operand(offset), dX.Span);

            double[] sums = new double[shape.Channels], products = new double[shape.Channels], gradient = before.ToDoubles();
            for (int i = 0; i < x.Length; i++)
            {
                int c = Channel(shape, i);
                sums[c] += dY[i];
                products[c] += ((double)x[i] - mean[c]) * dY[i];
                gradient[i] += (double)dY[i] * a[c] + ((double)x[i] - mean[c]) * b[c] + offset[c];
            }

            Closeness.Require($"{shape} sum", sums, sum.Checked("sum"), Tolerance, floor: 10);
            Closeness.Require($"{shape} product", products, product.Checked("product"), Tolerance, floor: 10);
            Closeness.Require($"{shape} gradient", gradient, dX.Checked("gradient"), Tolerance, floor: 1);
        },
        iter: 100);

    [Fact]
    public void A_mean_far_from_zero_does_not_hide_a_small_variance()
    {
        var shape = new ChannelShape(4, 1, 25);
        float[] x = [.. RandomArrays.Normal(1, 100).Select(value => 1000f + 0.01f * value)], mean = new float[1], variance = new float[1];

        BatchNormalization.Measure(shape, x, mean, variance);

        var expected = BatchNormOracle.Measure(1, 25, x.ToDoubles());
        Closeness.Require("variance", expected.Variance, variance, 1e-2);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var shape = new ChannelShape(2, 3, 4);
        float[] x = new float[24], c = new float[3];

        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(shape, x.AsSpan(1), c, c));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(shape, x, c.AsSpan(1), c));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Apply(shape, x, c, c.AsSpan(1), c, x));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Apply(shape, x, c, c, c, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.MeasureGradient(shape, x, c, x.AsSpan(1), c, c));
        Assert.Throws<ArgumentException>(() => BatchNormalization.AddGradient(shape, x, c, x, c, c, c, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(new(0, 3, 4), x, c, c));
    }

    private static Gen<ChannelShape> AnyShape() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 50], (count, channels, pixels) => new ChannelShape(count, channels, pixels));

    private static float[] Values(ChannelShape shape, int seed) => RandomArrays.Normal(seed, (int)shape.Size);

    private static int Channel(ChannelShape shape, int index) => index / shape.Pixels % shape.Channels;

    private static ReadOnlySpan<float> Operand(float[] values) => new Guarded<float>(values, float.NaN).Span;
}
