using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class ConvolutionTests
{
    // Reached: 1.8e-6, over all widths.
    private const double Tolerance = 5e-6;

    // Read in place (output rows are whole registers, even and odd in number, of 4, 8 and 16) and unfolded (they are not, or strides, or
    // padding), or read in place once padded; one and several blocks of filters and channels; batches longer than one group of images in the weight gradient;
    // few channels, whose weight gradient is dot products, and many; and, at the end, those that run by tiles: forward, backward, both ways, in groups.
    public static TheoryData<SimdWidth, ConvolutionExtents> Extents { get; } = Widths.With<ConvolutionExtents>(
        new(1, 1, 1, 1, 1, 1), new(1, 1, 5, 5, 1, 5), new(2, 1, 3, 18, 2, 3), new(3, 2, 4, 10, 7, 3), new(1, 3, 3, 6, 15, 3),
        new(2, 5, 8, 8, 9, 1), new(2, 7, 3, 16, 6, 1), new(9, 1, 20, 20, 4, 5), new(2, 15, 6, 12, 5, 5),
        new(1, 2, 6, 7, 3, 2), new(2, 3, 7, 9, 4, 3, 2), new(2, 3, 9, 8, 5, 3, 3, 1), new(3, 2, 6, 6, 7, 3, 1, 1), new(1, 4, 5, 6, 16, 3, 1, 2),
        new(2, 2, 3, 3, 2, 5, 1, 1), new(2, 2, 2, 2, 3, 5, 2, 2), new(1, 2, 10, 11, 3, 4, 3, 2), new(4, 6, 4, 4, 14, 4),
        new(2, 3, 9, 12, 4, 3, Dilation: 2), new(1, 2, 8, 9, 3, 2, 2, 1, Dilation: 3), new(3, 4, 7, 7, 6, 3, 1, 2, Dilation: 2),
        new(9, 2, 6, 8, 3, 3, 1, 1), new(3, 5, 4, 16, 7, 5, 1, 2), new(2, 3, 7, 12, 4, 3, 1, 2, Dilation: 2), new(40, 30, 8, 8, 3, 3, 1, 1), new(2, 4, 5, 8, 6, 3, 1, 1, 1, 2),
        new(3, 4, 5, 10, 6, 3, Groups: 2), new(2, 6, 6, 7, 6, 3, 1, 1, Groups: 6), new(2, 6, 7, 7, 9, 3, 2, 1, 2, 3),
        new(18, 20, 7, 9, 15, 3, 2, 1), new(17, 32, 6, 6, 33, 5, 1, 2),
        new(3, 48, 9, 7, 16, 3, 1, 1), new(2, 16, 8, 8, 50, 3), new(2, 64, 8, 8, 64, 3, 1, 1), new(3, 17, 5, 6, 45, 3, 1, 2), new(2, 96, 6, 7, 98, 3, 1, 1, 1, 2));

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(Extents))]
    public void All_passes_equal_the_oracle_and_gradients_are_added(SimdWidth width, ConvolutionExtents e) => CheckAll(width, e);

    [Theory, MemberData(nameof(EveryWidth))]
    public void All_passes_equal_the_oracle_for_any_extents(SimdWidth width) =>
        (from count in Gen.Int[1, 4]
         from channels in Gen.Int[1, 8]
         from filters in Gen.Int[1, 16]
         from filterSize in Gen.Int[1, 5]
         from stride in Gen.Int[1, 3]
         from padding in Gen.Int[0, 2]
         from dilation in Gen.Int[1, 2]
         from groups in Gen.Int[1, 3]
         let least = Math.Max(1, dilation * (filterSize - 1) + 1 - 2 * padding)
         from height in Gen.Int[least, 12]
         from columns in Gen.Int[least, 20]
         select new ConvolutionExtents(count, groups * channels, height, columns, groups * filters, filterSize, stride, padding, dilation, groups))
        .Sample(e => CheckAll(width, e), iter: 20);

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_one_by_one_filter_is_a_matrix_product_per_pixel(SimdWidth width) =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 6], Gen.Int[1, 20]).Sample(
            (channels, filters, height, columns) =>
            {
                var e = new ConvolutionExtents(1, channels, height, columns, filters, 1);
                float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength), expected = new float[e.OutputLength];
                MatrixProduct.Multiply(width, filters, height * columns, channels, w, x, expected);

                float[] y = new ConvolutionPasses(width, e, w).Forward(x, new float[filters]);

                Closeness.Require(e.ToString(), expected, y, Tolerance);
            },
            iter: 50);

    [Theory, MemberData(nameof(Extents))]
    public void A_batch_gives_the_bits_of_each_image_alone(SimdWidth width, ConvolutionExtents e)
    {
        var one = e with { Count = 1 };
        float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength);
        float[] bias = RandomArrays.Normal(3, e.Filters), dY = RandomArrays.Normal(4, e.OutputLength);
        ConvolutionPasses together = new(width, e, w), alone = new(width, one, w);

        float[] y = together.Forward(x, bias), dX = together.BackwardInput(dY, new float[x.Length]);

        for (int n = 0; n < e.Count; n++)
        {
            float[] xn = x[(n * one.InputLength)..((n + 1) * one.InputLength)], dYn = dY[(n * one.OutputLength)..((n + 1) * one.OutputLength)];
            Closeness.RequireEqualBits($"output {n}", alone.Forward(xn, bias), y.AsSpan(n * one.OutputLength, one.OutputLength));
            Closeness.RequireEqualBits(
                $"input gradient {n}", alone.BackwardInput(dYn, new float[xn.Length]), dX.AsSpan(n * one.InputLength, one.InputLength));
        }
    }

    internal static void CheckAll(SimdWidth width, ConvolutionExtents e)
    {
        float[] x = RandomArrays.Normal(1, e.InputLength), w = RandomArrays.Normal(2, e.WeightLength);
        float[] bias = RandomArrays.Normal(3, e.Filters), dY = RandomArrays.Normal(4, e.OutputLength);
        float[] dXBefore = RandomArrays.Normal(5, x.Length), dWBefore = RandomArrays.Normal(6, w.Length), dBBefore = RandomArrays.Normal(7, bias.Length);

        var passes = new ConvolutionPasses(width, e, w);
        float[] y = passes.Forward(x, bias);
        float[] dX = passes.BackwardInput(dY, dXBefore);
        var (dW, dB) = passes.BackwardWeights(x, dY, dWBefore, dBBefore);

        var expected = ConvolutionOracle.Backward(e, x.ToDoubles(), w.ToDoubles(), dY.ToDoubles());
        Closeness.Require($"{e} output", ConvolutionOracle.Forward(e, x.ToDoubles(), w.ToDoubles(), bias.ToDoubles()), y, Tolerance);
        Closeness.Require($"{e} input gradient", Added(expected.Input, dXBefore), dX, Tolerance);
        Closeness.Require($"{e} weight gradient", Added(expected.Weight, dWBefore), dW, Tolerance);

        // n values of unit variance add up to about √n; where they happen to cancel, what rounding loses is still measured by that.
        Closeness.Require($"{e} bias gradient", Added(expected.Bias, dBBefore), dB, Tolerance, floor: Math.Sqrt((double)e.OutputLength / e.Filters));
    }

    private static double[] Added(double[] gradient, float[] before) => [.. gradient.Zip(before, (g, b) => g + b)];
}
