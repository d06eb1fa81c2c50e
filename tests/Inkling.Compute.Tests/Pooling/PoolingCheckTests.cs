using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class PoolingCheckTests
{
    private static readonly PoolingShape Shape = new(4, 6, 2, 2);

    [Fact]
    public void Short_spans_are_named_before_anything_is_touched()
    {
        float[] x = new float[48], y = new float[12];
        int[] origin = new int[12];

        Named("input", () => MaxPooling.Forward(Shape, 2, Short(x), y, origin));
        Named("output", () => MaxPooling.Forward(Shape, 2, x, Short(y), origin));
        Named("origin", () => MaxPooling.Forward(Shape, 2, x, y, origin.AsSpan(1)));
        Named("outputGradient", () => MaxPooling.Backward(Shape, 2, Short(y), origin, x));
        Named("origin", () => MaxPooling.Backward(Shape, 2, y, origin.AsSpan(1), x));
        Named("inputGradient", () => MaxPooling.Backward(Shape, 2, y, origin, Short(x)));
        Named("input", () => SumPooling.Forward(Shape, PoolingDivisor.Cells, 2, Short(x), y));
        Named("output", () => SumPooling.Forward(Shape, PoolingDivisor.Cells, 2, x, Short(y)));
        Named("outputGradient", () => SumPooling.Backward(Shape, PoolingDivisor.Cells, 2, Short(y), x));
        Named("inputGradient", () => SumPooling.Backward(Shape, PoolingDivisor.Cells, 2, y, Short(x)));
    }

    private static readonly PoolingShape[] WrongShapes =
    [
        new(0, 4, 2, 2), new(4, 0, 2, 2), new(4, 4, 0, 2), new(4, 4, 2, 0), new(4, 4, 2, 2, -1), new(4, 4, 2, 2, 2), new(4, 4, 5, 1), new(2, 9, 5, 1, 1),
    ];

    [Fact]
    public void A_shape_that_cannot_be_is_refused() => Assert.All(
        WrongShapes,
        shape => Assert.Contains("pooling", Assert.Throws<ArgumentException>(() => MaxPooling.Forward(shape, 1, new float[99], new float[99], new int[99])).Message, StringComparison.Ordinal));

    // Positions are kept in float registers, which count without gaps up to 2^24 only.
    [Fact, Trait(VectorPath.Runs, VectorPath.Once)]
    public void The_origin_is_right_also_in_planes_of_more_than_16_million_pixels()
    {
        var shape = new PoolingShape(2, (1 << 23) + 64, 2, 2);
        var x = new float[shape.InputSize];
        x[^1] = 1f;
        var origin = new int[shape.OutputSize];

        MaxPooling.Forward(shape, 1, x, new float[shape.OutputSize], origin);

        Assert.Equal(x.Length - 1, origin[^1]);
        Assert.Equal(2 * (origin.Length - 2), origin[^2]);
    }

    private static void Named(string argument, Action act) => Assert.Equal(argument, Assert.Throws<ArgumentException>(act).ParamName);

    private static Span<float> Short(float[] values) => values.AsSpan(0, values.Length - 1);
}
