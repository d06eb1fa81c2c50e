namespace Inkling.Compute.Tests;

public class ConvolutionCheckTests
{
    private static readonly ConvolutionShape Shape = new(2, 5, 5, 3, 3, 1, 1);

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Short_spans_are_named_before_anything_is_touched(SimdWidth width)
    {
        var plan = Convolution.Create(width, Shape);
        float[] x = new float[2 * Shape.InputSize], y = new float[2 * Shape.OutputSize], w = new float[Shape.WeightCount], b = new float[3];
        float[] packed = new float[plan.PackedLength], scratch = new float[plan.ScratchLength];

        Named("weights", () => plan.PackWeights(Short(w), packed));
        Named("packed", () => plan.PackWeights(w, Short(packed)));

        Named("input", () => plan.Forward(2, Short(x), packed, b, y, scratch));
        Named("packed", () => plan.Forward(2, x, Short(packed), b, y, scratch));
        Named("bias", () => plan.Forward(2, x, packed, Short(b), y, scratch));
        Named("output", () => plan.Forward(2, x, packed, b, Short(y), scratch));

        Named("packed", () => plan.BackwardInput(2, Short(packed), y, x, scratch));
        Named("outputGradient", () => plan.BackwardInput(2, packed, Short(y), x, scratch));
        Named("inputGradient", () => plan.BackwardInput(2, packed, y, Short(x), scratch));

        Named("input", () => plan.BackwardWeights(2, Short(x), y, w, b, scratch));
        Named("outputGradient", () => plan.BackwardWeights(2, x, Short(y), w, b, scratch));
        Named("weightGradient", () => plan.BackwardWeights(2, x, y, Short(w), b, scratch));
        Named("biasGradient", () => plan.BackwardWeights(2, x, y, w, Short(b), scratch));

        if (plan.ForwardScratchLength > 0)
            Named("scratch", () => plan.Forward(2, x, packed, b, y, scratch.AsSpan(0, plan.ForwardScratchLength - 1)));
        if (scratch.Length > 0)
        {
            Named("scratch", () => plan.BackwardInput(2, packed, y, x, Short(scratch)));
            Named("scratch", () => plan.BackwardWeights(2, x, y, w, b, Short(scratch)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Forward(-1, x, packed, b, y, scratch));
        Assert.All(y, value => Assert.Equal(0f, value));
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void An_empty_batch_changes_nothing(SimdWidth width)
    {
        var plan = Convolution.Create(width, Shape);
        float[] packed = new float[plan.PackedLength], scratch = new float[plan.ScratchLength], w = new float[Shape.WeightCount], b = new float[3];

        plan.Forward(0, [], packed, b, [], scratch);
        plan.BackwardInput(0, packed, [], [], scratch);
        plan.BackwardWeights(0, [], [], w, b, scratch);

        Assert.All(w.Concat(b), value => Assert.Equal(0f, value));
    }

    private static readonly ConvolutionShape[] WrongShapes =
    [
        new(0, 5, 5, 3, 3), new(1, 0, 5, 3, 3), new(1, 5, 0, 3, 3), new(1, 5, 5, 0, 3), new(1, 5, 5, 3, 0), new(1, 5, 5, 3, 3, 0),
        new(1, 5, 5, 3, 3, 1, -1), new(1, 2, 5, 1, 3), new(1, 5, 2, 1, 3), new(1, 4, 4, 1, 7, 1, 1),
    ];

    [Fact]
    public void A_shape_that_cannot_be_is_refused() => Assert.All(
        WrongShapes, shape => Assert.Contains("convolution", Assert.Throws<ArgumentException>(() => Convolution.Create(shape)).Message, StringComparison.Ordinal));

    // Products of extents that leave 32 bits: of the patch matrix, of the image, of the output, of the filter, and of the scratch memory, whose
    // rows are padded to whole tiles.
    private static readonly ConvolutionShape[] HugeShapes =
    [
        new(1000, 2000, 2000, 1, 3), new(1, 65536, 65536, 1, 65536), new(4, 32768, 32768, 1, 32768), new(1, 1, 1, 1, 65536, 1, 32768),
        new(1, 30000, 30000, 3, 29999), new(1, 34000, 34000, 1, 34000), new(1, 1, 1, 1, 3, 1, int.MaxValue / 2 + 2),
    ];

    [Fact]
    public void A_shape_beyond_32_bit_offsets_is_refused() => Assert.All(
        HugeShapes, shape => Assert.Contains("convolution", Assert.Throws<ArgumentException>(() => shape.Check()).Message, StringComparison.Ordinal));

    private static void Named(string argument, Action act) => Assert.Equal(argument, Assert.Throws<ArgumentException>(act).ParamName);

    private static Span<float> Short(float[] values) => values.AsSpan(0, values.Length - 1);
}
