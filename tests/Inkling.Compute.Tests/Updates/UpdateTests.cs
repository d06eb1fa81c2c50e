using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class UpdateTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    public static TheoryData<SimdWidth, string> EveryKernel => Widths.With(UpdateCases.All.Select(update => update.Name));

    [Theory, MemberData(nameof(EveryKernel))]
    public void Every_length_equals_the_formula(SimdWidth width, string name) => UpdateCases.Get(name).RequireFormula(width, ElementCases.MaxLength);

    [Theory, MemberData(nameof(EveryKernel))]
    public void Where_all_is_zero_nothing_moves(SimdWidth width, string name) => Assert.All(UpdateCases.Get(name).OfZeros(width, 37), value => Assert.Equal(0f, value));

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_NaN_is_clamped_to_no_number_and_infinities_to_the_limits(SimdWidth width)
    {
        for (int at = 0; at < 37; at++)
        {
            Assert.Equal(float.NaN, Clamped(float.NaN));
            Assert.Equal(2f, Clamped(float.PositiveInfinity));
            Assert.Equal(-2f, Clamped(float.NegativeInfinity));

            float Clamped(float value)
            {
                float[] values = new float[37];
                values[at] = value;
                Clamping.Clamp(width, 2f, values);
                return values[at];
            }
        }
    }

    [Fact]
    public void Short_spans_are_named()
    {
        float[] two = new float[2], three = new float[3];

        Assert.Equal("x", Assert.Throws<ArgumentException>(() => Updates.Run(new RunningAverage(1f), two, three)).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => UpdateCases.All[0].Run(SimdWidth.Scalar, three, two, three, three)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => UpdateCases.All[0].Run(SimdWidth.Scalar, three, three, two, three)).ParamName);
    }
}
