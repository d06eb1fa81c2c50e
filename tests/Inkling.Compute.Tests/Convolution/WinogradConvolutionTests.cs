using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class WinogradConvolutionTests
{
    // Reached: 1.5e-6.
    private const double Tolerance = 3e-6;

    // Whole quads of tiles and cut ones, odd rows and columns, images that share registers and that fill several, one and several blocks of filters.
    public static TheoryData<SimdWidth, ConvolutionExtents> Extents { get; } = Widths.With<ConvolutionExtents>(
        new(5, 20, 12, 12, 50, 5), new(2, 32, 24, 24, 32, 3, 1, 1), new(3, 64, 8, 8, 64, 3, 1, 1), new(17, 8, 5, 5, 3, 5), new(1, 9, 3, 3, 1, 3),
        new(2, 8, 13, 21, 7, 5, 1, 2), new(3, 10, 7, 9, 16, 3), new(2, 24, 4, 51, 15, 3, 1, 1), new(1, 8, 6, 40, 2, 5, 1, 4));

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(Extents))]
    public void It_equals_the_oracle(SimdWidth width, ConvolutionExtents e) => Check(width, e);

    [Theory, MemberData(nameof(EveryWidth))]
    public void It_equals_the_oracle_for_any_extents(SimdWidth width) =>
        (from count in Gen.Int[1, 5]
         from channels in Gen.Int[8, 20]
         from filters in Gen.Int[1, 20]
         from filterSize in Gen.OneOf(Gen.Const(3), Gen.Const(5))
         from padding in Gen.Int[0, 3]
         let least = Math.Max(1, filterSize - 2 * padding)
         from height in Gen.Int[least, 12]
         from columns in Gen.Int[least, 40]
         select new ConvolutionExtents(count, channels, height, columns, filters, filterSize, 1, padding))
        .Sample(e => Check(width, e), iter: 20);

    [Theory, MemberData(nameof(Extents))]
    public void A_batch_gives_the_bits_of_each_image_alone(SimdWidth width, ConvolutionExtents e)
    {
        if (width == SimdWidth.Scalar)
            return;
        var one = e with { Count = 1 };
        float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength), bias = RandomArrays.Normal(3, e.Filters);

        float[] y = Run(width, e, TilePooling.None, false, x, w, bias);

        for (int n = 0; n < e.Count; n++)
        {
            float[] alone = Run(width, one, TilePooling.None, false, x[(n * one.InputLength)..((n + 1) * one.InputLength)], w, bias);
            Closeness.RequireEqualBits($"output {n}", alone, y.AsSpan(n * one.OutputLength, one.OutputLength));
        }
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_value_that_is_no_number_is_passed_on(SimdWidth width)
    {
        if (width == SimdWidth.Scalar)
            return;
        var e = new ConvolutionExtents(1, 8, 9, 9, 4, 3);
        float[] x = RandomArrays.Normal(1, e.InputLength);
        x[40] = float.NaN;

        float[] y = Run(width, e, TilePooling.Both, true, x, RandomArrays.Normal(2, e.WeightLength), new float[e.Filters]);

        Assert.Contains(y, float.IsNaN);
    }

    [Theory]
    [InlineData(SimdWidth.Scalar, 8, 3, 1, 1, 1)]
    [InlineData(SimdWidth.Vector256, 7, 3, 1, 1, 1)]
    [InlineData(SimdWidth.Vector256, 8, 4, 1, 1, 1)]
    [InlineData(SimdWidth.Vector256, 8, 3, 2, 1, 1)]
    [InlineData(SimdWidth.Vector256, 8, 3, 1, 2, 1)]
    [InlineData(SimdWidth.Vector256, 8, 3, 1, 1, 2)]
    public void What_cannot_run_by_tiles_is_refused(SimdWidth width, int channels, int filterSize, int stride, int dilation, int groups)
    {
        var shape = new ConvolutionShape(channels, 12, 12, 4, filterSize, stride, 1, dilation, groups);

        Assert.False(WinogradConvolution.CanRun(width, shape));
        Assert.Contains("got", Assert.Throws<ArgumentException>(() => WinogradConvolution.Create(width, shape, TilePooling.None)).Message);
    }

    [Fact]
    public void Short_spans_are_named()
    {
        var plan = WinogradConvolution.Create(SimdWidth.Vector256, new(8, 6, 6, 3, 3), TilePooling.Rows);
        float[] x = new float[2 * 8 * 36], y = new float[2 * 3 * 2 * 4], w = new float[3 * 8 * 9], b = new float[3], packed = new float[plan.PackedLength], scratch = new float[plan.ScratchLength];

        plan.Forward(2, x, packed, b, false, y, scratch);
        Named("weights", () => plan.PackWeights(w.AsSpan(1), packed));
        Named("packed", () => plan.PackWeights(w, packed.AsSpan(1)));
        Named("input", () => plan.Forward(2, x.AsSpan(1), packed, b, false, y, scratch));
        Named("packed", () => plan.Forward(2, x, packed.AsSpan(1), b, false, y, scratch));
        Named("bias", () => plan.Forward(2, x, packed, b.AsSpan(1), false, y, scratch));
        Named("output", () => plan.Forward(2, x, packed, b, false, y.AsSpan(1), scratch));
        Named("scratch", () => plan.Forward(2, x, packed, b, false, y, scratch.AsSpan(1)));
    }

    private static void Check(SimdWidth width, ConvolutionExtents e)
    {
        if (width == SimdWidth.Scalar)
            return;
        float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength), bias = RandomArrays.Normal(3, e.Filters);
        double[] dense = ConvolutionOracle.Forward(e, x.ToDoubles(), w.ToDoubles(), bias.ToDoubles());

        // Of all sums, also where few are left: an error of a sum does not shrink with what is taken away.
        double largest = dense.Max(Math.Abs);
        foreach (var pooling in Enum.GetValues<TilePooling>())
        {
            double[] expected = Pool(dense, e.OutputHeight, e.OutputWidth, pooling);
            Closeness.Require($"{e} {pooling}", expected, Run(width, e, pooling, false, x, w, bias), Tolerance, largest);
            Closeness.Require($"{e} {pooling}, rectified", [.. expected.Select(value => Math.Max(0, value))], Run(width, e, pooling, true, x, w, bias), Tolerance, largest);
        }
    }

    private static float[] Run(SimdWidth width, ConvolutionExtents e, TilePooling pooling, bool rectifies, float[] x, float[] w, float[] bias)
    {
        var plan = WinogradConvolution.Create(width, Shape(e), pooling);
        Guarded<float> packed = new(plan.PackedLength, float.NaN), scratch = new(plan.ScratchLength, float.NaN), y = new(e.Count * plan.OutputSize, canary: 99f);
        plan.PackWeights(new Guarded<float>(w, float.NaN).Span, packed.Span);
        scratch.Span.Fill(float.NaN);
        plan.Forward(e.Count, new Guarded<float>(x, float.NaN).Span, packed.Span, new Guarded<float>(bias, float.NaN).Span, rectifies, y.Span, scratch.Span);
        packed.Checked("packed");
        scratch.Checked("scratch");
        return y.Checked("output");
    }

    private static double[] Pool(double[] planes, int height, int width, TilePooling pooling)
    {
        int rows = pooling == TilePooling.None ? 1 : 2, columns = pooling == TilePooling.Both ? 2 : 1;
        return
        [
            .. from plane in Enumerable.Range(0, planes.Length / (height * width))
               from y in Enumerable.Range(0, height / rows)
               from x in Enumerable.Range(0, width / columns)
               select (from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select planes[(plane * height + y * rows + i) * width + x * columns + j]).Max(),
        ];
    }

    private static ConvolutionShape Shape(ConvolutionExtents e) => new(e.Channels, e.Height, e.Width, e.Filters, e.FilterSize, e.Stride, e.Padding, e.Dilation, e.Groups);

    private static void Named(string name, Action action) => Assert.Equal(name, Assert.Throws<ArgumentException>(action).ParamName);
}
