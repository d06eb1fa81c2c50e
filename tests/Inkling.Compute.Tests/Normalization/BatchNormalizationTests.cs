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
            float[] x = Values(shape, 1), mean = new float[shape.Channels], variance = new float[shape.Channels];

            for (int c = 0; c < shape.Channels; c++)
                (mean[c], variance[c]) = BatchNormalization.Measure(width, shape, c, Operand(x));

            var expected = BatchNormOracle.Measure(shape.Channels, shape.Pixels, x.ToDoubles());
            Closeness.Require($"{shape} mean", expected.Mean, mean, Tolerance, floor: 1);
            Closeness.Require($"{shape} variance", expected.Variance, variance, Tolerance, floor: 1);
        },
        iter: 100);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Values_are_moved_and_scaled_and_stay_above_a_floor(SimdWidth width) => AnyShape().Sample(
        shape =>
        {
            float[] x = Values(shape, 1);
            var functions = Functions(shape);
            var y = new Guarded<float>(x.Length, canary: 99f);

            for (int c = 0; c < shape.Channels; c++)
                BatchNormalization.Apply(width, shape, c, Operand(x), functions[c], y.Span);

            double[] expected = [.. x.Select((value, i) => functions[Channel(shape, i)] is var f ? Math.Max(f.Floor, Exactly(f, value)) : 0)];
            Closeness.Require($"{shape}", expected, y.Checked("output"), Tolerance, floor: 1);
        },
        iter: 100);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Gradients_are_summed_and_those_of_the_input_take_their_place(SimdWidth width) => AnyShape().Sample(
        shape =>
        {
            float[] x = Values(shape, 1), dY = Values(shape, 5), sum = new float[shape.Channels], product = new float[shape.Channels];
            float[] a = RandomArrays.Normal(3, shape.Channels), b = RandomArrays.Normal(4, shape.Channels), offset = RandomArrays.Normal(7, shape.Channels);
            var functions = Functions(shape);
            var gradient = new Guarded<float>(dY, canary: 99f);

            for (int c = 0; c < shape.Channels; c++)
            {
                (sum[c], product[c]) = BatchNormalization.MeasureGradient(width, shape, c, Operand(x), functions[c], Operand(dY));
                BatchNormalization.Backward(width, shape, c, Operand(x), functions[c], a[c], b[c], offset[c], gradient.Span);
            }

            double[] sums = new double[shape.Channels], products = new double[shape.Channels], expected = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                int c = Channel(shape, i);
                double passed = Exactly(functions[c], x[i]) > functions[c].Floor ? dY[i] : 0, distance = (double)x[i] - functions[c].Mean;
                sums[c] += passed;
                products[c] += distance * passed;
                expected[i] = passed * a[c] + distance * b[c] + offset[c];
            }

            Closeness.Require($"{shape} sum", sums, sum, Tolerance, floor: 10);
            Closeness.Require($"{shape} product", products, product, Tolerance, floor: 10);
            Closeness.Require($"{shape} gradient", expected, gradient.Checked("gradient"), Tolerance, floor: 1);
        },
        iter: 100);

    [Theory, MemberData(nameof(EveryWidth))]
    public void NaN_is_passed_on_and_passes_gradients_on_as_a_rectifier_does(SimdWidth width)
    {
        var shape = new ChannelShape(1, 1, 19);
        float[] x = RandomArrays.Normal(1, 19), y = new float[19], gradient = RandomArrays.Normal(2, 19);
        x[3] = x[18] = float.NaN;
        float[] rectified = [.. x], expected = [.. gradient];
        Relu.Forward(width, rectified);
        Relu.Backward(width, rectified, expected);
        var f = new ChannelFunction(Mean: 0f, Factor: 1f, Offset: 0f, Floor: 0f);

        BatchNormalization.Apply(width, shape, 0, x, f, y);
        BatchNormalization.Backward(width, shape, 0, x, f, gradientFactor: 1f, inputFactor: 0f, offset: 0f, gradient);

        Closeness.RequireEqualBits("values", rectified, y);
        Assert.All(Enumerable.Range(0, 19), i => Assert.True(float.IsNaN(x[i]) ? float.IsNaN(gradient[i]) : gradient[i] == expected[i]));
    }

    [Fact]
    public void A_mean_far_from_zero_does_not_hide_a_small_variance()
    {
        var shape = new ChannelShape(4, 1, 25);
        float[] x = [.. RandomArrays.Normal(1, 100).Select(value => 1000f + 0.01f * value)];

        float variance = BatchNormalization.Measure(shape, 0, x).Variance;

        var expected = BatchNormOracle.Measure(1, 25, x.ToDoubles());
        Closeness.Require("variance", expected.Variance, [variance], 1e-2);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var shape = new ChannelShape(2, 3, 4);
        float[] x = new float[24];
        var f = default(ChannelFunction);

        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(shape, 0, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(shape, 3, x));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(shape, -1, x));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Apply(shape, 0, x, f, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.MeasureGradient(shape, 0, x, f, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Backward(shape, 0, x, f, 0f, 0f, 0f, x.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => BatchNormalization.Measure(new(0, 3, 4), 0, x));
    }

    // Every second channel has a floor.
    private static ChannelFunction[] Functions(ChannelShape shape)
    {
        float[] mean = RandomArrays.Normal(2, shape.Channels), factor = RandomArrays.Normal(13, shape.Channels), offset = RandomArrays.Normal(14, shape.Channels);
        return [.. mean.Select((_, c) => new ChannelFunction(mean[c], factor[c], offset[c], c % 2 == 0 ? 0f : float.NegativeInfinity))];
    }

    private static double Exactly(ChannelFunction f, float x) => ((double)x - f.Mean) * f.Factor + f.Offset;

    private static Gen<ChannelShape> AnyShape() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 50], (count, channels, pixels) => new ChannelShape(count, channels, pixels));

    private static float[] Values(ChannelShape shape, int seed) => RandomArrays.Normal(seed, (int)shape.Size);

    private static int Channel(ChannelShape shape, int index) => index / shape.Pixels % shape.Channels;

    private static ReadOnlySpan<float> Operand(float[] values) => new Guarded<float>(values, float.NaN).Span;
}
