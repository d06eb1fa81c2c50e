using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class AdditionTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Every_length_is_added(SimdWidth width)
    {
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] x = RandomArrays.Normal(length, length), before = RandomArrays.Normal(length + 1, length);
            var sum = new Guarded<float>(before, canary: 99f);

            Addition.Add(width, new Guarded<float>(x, float.NaN).Span, sum.Span);

            Closeness.RequireEqualBits($"sum of {length}", [.. x.Zip(before, (a, b) => a + b)], sum.Checked("sum"));
        }
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(1, 1)]
    [InlineData(5, 13)]
    [InlineData(3, 128)]
    public void Rows_are_filled_and_added_up(int rows, int columns)
    {
        float[] bias = RandomArrays.Normal(1, columns), dY = RandomArrays.Normal(2, rows * columns);
        Guarded<float> filled = new(rows * columns, canary: 99f), sum = new(bias, canary: 99f);

        Addition.FillRows(bias, filled.Span);
        Addition.AddRows(new Guarded<float>(dY, float.NaN).Span, sum.Span);

        Closeness.RequireEqualBits("filled", [.. Enumerable.Repeat(bias, rows).SelectMany(row => row)], filled.Checked("filled"));
        double[] expected = [.. Enumerable.Range(0, columns).Select(j => bias[j] + Enumerable.Range(0, rows).Sum(i => (double)dY[i * columns + j]))];
        Closeness.Require("sum", expected, sum.Checked("sum"), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        float[] two = new float[2], three = new float[3];

        Assert.Equal("x", Assert.Throws<ArgumentException>(() => Addition.Add(two, three)).ParamName);
        Assert.Throws<ArgumentException>(() => Addition.FillRows(two, three));
        Assert.Throws<ArgumentException>(() => Addition.AddRows(three, two));
        Assert.Throws<ArgumentException>(() => Addition.AddRows(three, []));
    }
}
