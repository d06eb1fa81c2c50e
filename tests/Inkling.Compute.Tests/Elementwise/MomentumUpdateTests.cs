using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class MomentumUpdateTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Every_length_equals_the_formula(SimdWidth width)
    {
        const double Rate = 0.05, Momentum = 0.9, L2 = 0.01;
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] g = RandomArrays.Normal(1, length), v = RandomArrays.Normal(2, length), w = RandomArrays.Normal(3, length);
            Guarded<float> velocity = new(v, canary: 99f), weights = new(w, canary: 99f);

            MomentumUpdate.Step(width, (float)Rate, (float)Momentum, (float)L2, new Guarded<float>(g, float.NaN).Span, velocity.Span, weights.Span);

            double[] expected = [.. Enumerable.Range(0, length).Select(i => Momentum * v[i] - Rate * (g[i] + L2 * w[i]))];
            Closeness.Require("velocity", expected, velocity.Checked("velocity"), 1e-6, floor: 1);
            Closeness.Require("weights", [.. expected.Zip(w, (step, start) => start + step)], weights.Checked("weights"), 1e-6, floor: 1);
        }
    }

    // Reached: 5e-8, over all widths.
    [Theory, MemberData(nameof(EveryWidth))]
    public void Six_steps_equal_libtorch(SimdWidth width)
    {
        var golden = GoldenFile.TryRead("optimizer-momentum");
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent("optimizer-momentum"));
        float[] w = golden.Floats("w0"), v = new float[w.Length];

        for (int step = 1; step <= 6; step++)
        {
            MomentumUpdate.Step(width, 0.05f, 0.9f, 0.01f, golden.Floats($"grad{step}"), v, w);
            Tolerances.Golden($"w{step}", golden.Floats($"w{step}"), w);
        }
    }

    [Fact]
    public void Short_spans_are_named()
    {
        float[] two = new float[2], three = new float[3];

        Assert.Equal("gradients", Assert.Throws<ArgumentException>(() => MomentumUpdate.Step(1f, 0f, 0f, two, three, three)).ParamName);
        Assert.Equal("velocity", Assert.Throws<ArgumentException>(() => MomentumUpdate.Step(1f, 0f, 0f, three, two, three)).ParamName);
    }
}
