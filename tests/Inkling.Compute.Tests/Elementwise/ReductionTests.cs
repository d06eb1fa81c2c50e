using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class ReductionTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Every_length_is_summed(SimdWidth width)
    {
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] x = RandomArrays.Normal(length, length);

            float sum = Reductions.Sum(width, new Guarded<float>(x, float.NaN).Span);

            Assert.Equal(x.Sum(value => (double)value), sum, 1e-5);
        }
    }

    [Fact]
    public void Squares_are_summed_where_single_precision_would_overflow()
    {
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] x = [.. RandomArrays.Normal(length, length).Select(value => value * 1e30f)];

            double expected = x.Sum(value => (double)value * value);

            Assert.Equal(1.0, length == 0 ? 1.0 : Reductions.SumOfSquares(new Guarded<float>(x, float.NaN).Span) / expected, 1e-12);
        }
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_NaN_or_infinity_is_seen_wherever_it_stands(SimdWidth width)
    {
        for (int at = 0; at < 77; at++)
        {
            float[] x = new float[77];
            x[at] = float.NaN;
            Assert.Equal(float.NaN, Reductions.Sum(width, x));
            x[at] = float.NegativeInfinity;
            Assert.Equal(float.NegativeInfinity, Reductions.Sum(width, x));
        }
    }
}
