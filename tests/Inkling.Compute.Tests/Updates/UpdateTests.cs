using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class UpdateTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    public static TheoryData<SimdWidth, string> EveryKernel => Widths.With(UpdateCase.All.Select(update => update.Name));

    [Theory, MemberData(nameof(EveryKernel))]
    public void Every_length_equals_the_formula(SimdWidth width, string name)
    {
        var update = UpdateCase.All.Single(update => update.Name == name);
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] x = RandomArrays.Normal(1, length), w = RandomArrays.Normal(4, length);
            float[] first = Positive(2, length), second = Positive(3, length);
            Guarded<float> gotFirst = new(first, canary: 99f), gotSecond = new(second, canary: 99f), gotW = new(w, canary: 99f);

            update.Run(width, new Guarded<float>(x, float.NaN).Span, gotFirst.Span, gotSecond.Span, gotW.Span);

            double[] expectedFirst = first.ToDoubles(), expectedSecond = second.ToDoubles(), expectedW = w.ToDoubles();
            for (int i = 0; i < length; i++)
                update.Expected(x[i], ref expectedFirst[i], ref expectedSecond[i], ref expectedW[i]);
            Closeness.Require("first", expectedFirst, gotFirst.Checked("first"), 1e-6, floor: 1);
            Closeness.Require("second", expectedSecond, gotSecond.Checked("second"), 1e-6, floor: 1);
            Closeness.Require("w", expectedW, gotW.Checked("w"), 1e-6, floor: 1);
        }
    }

    [Theory, MemberData(nameof(EveryKernel))]
    public void Where_all_is_zero_nothing_moves(SimdWidth width, string name)
    {
        const int Length = 37;
        float[] first = new float[Length], second = new float[Length], w = new float[Length];

        UpdateCase.All.Single(update => update.Name == name).Run(width, new float[Length], first, second, w);

        Assert.All(w, value => Assert.Equal(0f, value));
    }

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
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => UpdateCase.All[0].Run(SimdWidth.Scalar, three, two, three, three)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => UpdateCase.All[0].Run(SimdWidth.Scalar, three, three, two, three)).ParamName);
    }

    private static float[] Positive(int seed, int length) => [.. RandomArrays.Normal(seed, length).Select(value => value * value)];
}
