using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class PooledConvolutionTests
{
    // Reached: 1.3e-6, over all widths.
    private const double Tolerance = 5e-6;

    // Runs of one and several registers and of more than a tile has, channels that fill registers and that do not, filters of 1 to 7 rows,
    // strides and padding of both, windows that leave gaps or reach beyond the plane.
    public static TheoryData<SimdWidth, ConvolutionExtents, PoolingExtents> Extents { get; } = Cases(
        (new(2, 1, 28, 28, 20, 5), 2, 2, 0, false), (new(2, 20, 12, 12, 50, 5), 2, 2, 0, false), (new(1, 32, 9, 9, 3, 5), 2, 2, 0, false),
        (new(1, 17, 6, 7, 4, 3), 2, 2, 0, true), (new(3, 3, 9, 11, 5, 4), 3, 3, 0, false), (new(2, 2, 9, 8, 5, 3, 2, 1), 2, 2, 0, false),
        (new(2, 5, 7, 7, 6, 3, 1, 2), 3, 3, 1, false), (new(1, 4, 10, 10, 3, 7), 2, 3, 0, false), (new(2, 8, 5, 5, 7, 1), 2, 2, 0, true),
        (new(1, 1, 3, 3, 1, 3), 1, 1, 0, false), (new(1, 2, 12, 30, 2, 2), 5, 5, 2, true), (new(1, 15, 8, 8, 4, 6), 1, 1, 0, false));

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(Extents))]
    public void All_passes_equal_the_oracles_and_gradients_are_added(SimdWidth width, ConvolutionExtents e, PoolingExtents pooling) =>
        CheckAll(width, e, new(pooling.Height, pooling.Width, pooling.Size, pooling.Stride, pooling.Padding, pooling.CeilMode), zeros: 0.5);

    [Theory, MemberData(nameof(EveryWidth))]
    public void All_passes_equal_the_oracles_for_any_extents_and_any_share_of_zeros(SimdWidth width) =>
        (from count in Gen.Int[1, 3]
         from channels in Gen.Int[1, 20]
         from filters in Gen.Int[1, 9]
         from filterSize in Gen.Int[1, 5]
         from stride in Gen.Int[1, 2]
         from padding in Gen.Int[0, 2]
         from height in Gen.Int[filterSize + 4, 12]
         from columns in Gen.Int[filterSize + 4, 16]
         from window in Gen.Int[1, 2]
         from gap in Gen.Int[0, 1]
         from ceilMode in Gen.Bool
         from zeros in Gen.OneOf(Gen.Const(0.0), Gen.Const(0.3), Gen.Const(0.9), Gen.Const(1.0))
         let e = new ConvolutionExtents(count, channels, height, columns, filters, filterSize, stride, padding)
         select (e, Pooling: new PoolingShape(e.OutputHeight, e.OutputWidth, window, window + gap, 0, ceilMode), zeros))
        .Sample(any => CheckAll(width, any.e, any.Pooling, any.zeros), iter: 20);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Short_spans_are_named(SimdWidth width)
    {
        var plan = PooledConvolution.Create(width, new(2, 6, 6, 3, 3), new(4, 4, 2, 2));
        float[] x = new float[2 * 72], y = new float[2 * 12], w = new float[54], b = new float[3], packed = new float[plan.PackedLength];
        float[] scratch = new float[plan.ScratchLength];
        int[] origin = new int[y.Length];

        Named("weights", () => plan.PackWeights(w.AsSpan(1), packed));
        Named("packed", () => plan.PackWeights(w, packed.AsSpan(1)));
        Named("input", () => plan.Forward(2, x.AsSpan(1), packed, b, y, origin, scratch));
        Named("output", () => plan.Forward(2, x, packed, b, y.AsSpan(1), origin, scratch));
        Named("origin", () => plan.Forward(2, x, packed, b, y, origin.AsSpan(1), scratch));
        Named("scratch", () => plan.Forward(2, x, packed, b, y, origin, scratch.AsSpan(0, plan.ForwardScratchLength - 1)));
        Named("scratch", () => plan.BackwardInput(2, packed, y, origin, x, scratch.AsSpan(1)));
        Named("packed", () => plan.BackwardInput(2, packed.AsSpan(1), y, origin, x, scratch));
        Named("inputGradient", () => plan.BackwardInput(2, packed, y, origin, x.AsSpan(1), scratch));
        Named("weightGradient", () => plan.BackwardWeights(2, x, y, origin, w.AsSpan(1), b, scratch));
        Named("biasGradient", () => plan.BackwardWeights(2, x, y, origin, w, b.AsSpan(1), scratch));
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void Origins_that_forward_did_not_write_are_refused(SimdWidth width)
    {
        var plan = PooledConvolution.Create(width, new(2, 6, 6, 3, 3), new(4, 4, 2, 2));
        float[] x = new float[72], dY = [.. Enumerable.Repeat(1f, 12)], w = new float[54], b = new float[3];
        float[] packed = new float[plan.PackedLength], scratch = new float[plan.ScratchLength];

        foreach (int wrong in new[] { -1, 3 * 6 + 4, int.MaxValue })
        {
            int[] origin = [.. Enumerable.Repeat(0, 11), wrong];
            Named("origin", () => plan.BackwardInput(1, packed, dY, origin, x, scratch));
            Named("origin", () => plan.BackwardWeights(1, x, dY, origin, w, b, scratch));
        }

        Assert.All(w.Concat(x), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Windows_that_overlap_or_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PooledConvolution.Create(new(1, 6, 6, 1, 3), new(4, 4, 3, 2)));
        Assert.Throws<ArgumentException>(() => PooledConvolution.Create(new(1, 6, 6, 1, 3), new(6, 6, 2, 2)));

        // A stride so long that there are few output pixels, and lists of every cell and filter that 32 bits cannot address.
        Assert.False(PooledConvolution.CanRun(new(1, 30_000, 30_000, 2, 3, 10_000), new(3, 3, 2, 2)));
    }

    private static void CheckAll(SimdWidth width, ConvolutionExtents e, PoolingShape pooling, double zeros)
    {
        var planes = new PoolingExtents(e.Count * e.Filters, pooling.Height, pooling.Width, pooling.Size, pooling.Stride, pooling.Padding, pooling.CeilMode);
        float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength), bias = RandomArrays.Normal(3, e.Filters);
        float[] dY = RandomArrays.Normal(4, planes.OutputLength);
        var random = new Random(8);
        for (int i = 0; i < dY.Length; i++)
            dY[i] = random.NextDouble() < zeros ? 0f : dY[i];
        float[] dXBefore = RandomArrays.Normal(5, x.Length), dWBefore = RandomArrays.Normal(6, w.Length), dBBefore = RandomArrays.Normal(7, bias.Length);

        var plan = PooledConvolution.Create(
            width, new(e.Channels, e.Height, e.Width, e.Filters, e.FilterSize, e.Stride, e.Padding), pooling);
        Guarded<float> packed = new(plan.PackedLength, float.NaN), scratch = new(plan.ScratchLength, float.NaN), forwardScratch = new(plan.ForwardScratchLength, float.NaN);
        Guarded<float> y = new(planes.OutputLength, canary: 99f), dX = new(dXBefore, 99f), dW = new(dWBefore, 99f), dB = new(dBBefore, 99f);
        var origin = new Guarded<int>(planes.OutputLength, canary: -7);
        plan.PackWeights(new Guarded<float>(w, float.NaN).Span, packed.Span);
        packed.Checked("packed");
        plan.Forward(e.Count, Operand(x), packed.Span, Operand(bias), y.Span, origin.Span, forwardScratch.Span);
        forwardScratch.Checked("scratch");
        scratch.Span.Fill(float.NaN);
        plan.BackwardInput(e.Count, packed.Span, Operand(dY), origin.Span, dX.Span, scratch.Span);
        scratch.Span.Fill(float.NaN);
        plan.BackwardWeights(e.Count, Operand(x), Operand(dY), origin.Span, dW.Span, dB.Span, scratch.Span);
        scratch.Checked("scratch");
        origin.Checked("origin");

        double[] convolved = ConvolutionOracle.Forward(e, x.ToDoubles(), w.ToDoubles(), bias.ToDoubles());
        var expected = ConvolutionOracle.Backward(e, x.ToDoubles(), w.ToDoubles(), PoolingOracle.MaxBackward(planes, convolved, dY.ToDoubles()));
        string name = $"{e} {planes}";
        Closeness.Require($"{name} output", PoolingOracle.Max(planes, convolved), y.Checked("output"), Tolerance);
        Closeness.Require($"{name} input gradient", Added(expected.Input, dXBefore), dX.Checked("input gradient"), Tolerance);
        Closeness.Require($"{name} weight gradient", Added(expected.Weight, dWBefore), dW.Checked("weight gradient"), Tolerance);
        Closeness.Require($"{name} bias gradient", Added(expected.Bias, dBBefore), dB.Checked("bias gradient"), Tolerance, floor: 1);
    }

    private static TheoryData<SimdWidth, ConvolutionExtents, PoolingExtents> Cases(
        params (ConvolutionExtents Extents, int Size, int Stride, int Padding, bool CeilMode)[] cases)
    {
        var data = new TheoryData<SimdWidth, ConvolutionExtents, PoolingExtents>();
        foreach (var width in Widths.All)
        {
            foreach (var (e, size, stride, padding, ceilMode) in cases)
                data.Add(width, e, new(1, e.OutputHeight, e.OutputWidth, size, stride, padding, ceilMode));
        }

        return data;
    }

    private static ReadOnlySpan<float> Operand(float[] values) => new Guarded<float>(values, float.NaN).Span;

    private static double[] Added(double[] gradient, float[] before) => [.. gradient.Zip(before, (g, b) => g + b)];

    private static void Named(string argument, Action act) => Assert.Equal(argument, Assert.Throws<ArgumentException>(act).ParamName);
}
