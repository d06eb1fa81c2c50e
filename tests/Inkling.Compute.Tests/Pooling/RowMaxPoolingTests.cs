using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class RowMaxPoolingTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void The_largest_of_each_window_is_taken_and_its_gradient_goes_back_there(SimdWidth width) => AnyExtents().Sample(
        e =>
        {
            var (planes, windows, rows, columns) = e;
            int height = windows * rows, outputs = planes * windows * columns;

            // Few values, so that many are equal.
            float[] x = [.. RandomArrays.Labels(1, planes * height * columns, 5).Select(value => (float)value)], dY = RandomArrays.Normal(2, outputs), before = RandomArrays.Normal(3, x.Length);
            Guarded<float> y = new(outputs, canary: 99f), dX = new(before, canary: 99f);
            Guarded<int> origin = new(outputs, canary: -99);

            RowMaxPooling.Forward(width, planes, height, columns, rows, new Guarded<float>(x, float.NaN).Span, y.Span, origin.Span);
            RowMaxPooling.Backward(planes, height, columns, rows, dY, origin.Span, dX.Span);

            float[] expected = new float[outputs], gradient = [.. before];
            for (int o = 0; o < outputs; o++)
            {
                int plane = o / (windows * columns), window = o / columns % windows, column = o % columns;
                int best = Enumerable.Range(0, rows).Select(row => (((plane * height) + (window * rows) + row) * columns) + column).MaxBy(i => x[i]);
                expected[o] = x[best];
                gradient[best] += dY[o];
            }

            Assert.Equal(expected, y.Checked("output"));
            Assert.Equal(gradient, dX.Checked("gradient"), (a, b) => Math.Abs(a - b) < 1e-5);
            origin.Checked("origin");
        },
        iter: 200);

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_NaN_wins_its_window(SimdWidth width)
    {
        float[] x = RandomArrays.Normal(4, 4 * 19), y = new float[2 * 19];
        x[19 + 5] = float.NaN;

        RowMaxPooling.Forward(width, 1, 4, 19, 2, x, y, new int[y.Length]);

        Assert.Equal([5], Enumerable.Range(0, y.Length).Where(o => float.IsNaN(y[o])));
    }

    [Fact]
    public void A_height_that_is_no_multiple_is_refused() => Assert.Equal(
        "row max pooling: expected positive extents and a height that is a multiple of the rows of a window, got 5×4 and 2",
        Assert.Throws<ArgumentException>(() => RowMaxPooling.Forward(1, 5, 4, 2, new float[20], new float[8], new int[8])).Message);

    private static Gen<(int Planes, int Windows, int Rows, int Columns)> AnyExtents() => Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 40]);
}
