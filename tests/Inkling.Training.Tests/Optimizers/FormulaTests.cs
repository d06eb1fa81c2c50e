using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class FormulaTests
{
    // Some registers of the widest path and a rest.
    private const int MaxLength = 37;

    public static TheoryData<SimdWidth> EveryWidth => [.. Enum.GetValues<SimdWidth>()];

    public static MatrixTheoryData<SimdWidth, string> EveryFormula => new(Enum.GetValues<SimdWidth>(), FormulaCase.All.Select(one => one.Name));

    [Theory, MemberData(nameof(EveryFormula))]
    public void Every_length_equals_the_formula_in_double_precision(SimdWidth width, string name)
    {
        var one = FormulaCase.All.Single(one => one.Name == name);
        for (int length = 0; length <= MaxLength; length++)
        {
            float[] g = RandomArrays.Normal(1, length), first = Positive(2, length), second = Positive(3, length), w = RandomArrays.Normal(4, length);
            double[] expectedFirst = first.ToDoubles(), expectedSecond = second.ToDoubles(), expectedW = w.ToDoubles();

            one.Run(width, g, first, second, w);

            for (int i = 0; i < length; i++)
                one.Expected(g[i], ref expectedFirst[i], ref expectedSecond[i], ref expectedW[i]);
            Closeness.Require("first", expectedFirst, first, 1e-6, floor: 1);
            Closeness.Require("second", expectedSecond, second, 1e-6, floor: 1);
            Closeness.Require("w", expectedW, w, 1e-6, floor: 1);
        }
    }

    [Theory, MemberData(nameof(EveryFormula))]
    public void Where_all_is_zero_nothing_moves(SimdWidth width, string name)
    {
        float[] first = new float[MaxLength], second = new float[MaxLength], w = new float[MaxLength];

        FormulaCase.All.Single(one => one.Name == name).Run(width, new float[MaxLength], first, second, w);

        Assert.All(w, value => Assert.Equal(0f, value));
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void A_variance_that_rounding_made_negative_counts_as_zero(SimdWidth width)
    {
        // The same gradient for long: s and m² agree but for their last digits.
        float[] g = [.. Enumerable.Range(0, MaxLength).Select(i => 100f + i / 7f)], s = new float[MaxLength], m = new float[MaxLength], w = new float[MaxLength];

        for (int step = 0; step < 2000; step++)
            Updates.Run(width, new RmsProp.Formula(0.01f, 1e-6f, step == 0 ? 1f : 0.05f, 0.05f), g, s, m, w);

        Assert.All(w, value => Assert.True(float.IsFinite(value)));
    }

    // Reached: 5e-8, over all widths.
    [Theory, MemberData(nameof(EveryWidth))]
    public void Six_steps_of_momentum_equal_libtorch_on_every_width(SimdWidth width)
    {
        var golden = GoldenFile.TryRead("optimizer-momentum");
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent("optimizer-momentum"));
        float[] w = golden.Floats("w0"), v = new float[w.Length];

        for (int step = 1; step <= 6; step++)
        {
            Updates.Run(width, new Momentum.Formula(0.05f, 0.9f, 0.01f), golden.Floats($"grad{step}"), v, [], w);
            Closeness.Require($"w{step}", golden.Floats($"w{step}"), w, 1e-6);
        }
    }

    private static float[] Positive(int seed, int length) => [.. RandomArrays.Normal(seed, length).Select(value => value * value)];
}
