using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class FormulaTests
{
    // Some registers of the widest path and a rest.
    private const int MaxLength = 37;

    public static TheoryData<SimdWidth> EveryWidth => [.. Enum.GetValues<SimdWidth>()];

    public static MatrixTheoryData<SimdWidth, string> EveryFormula => new(Enum.GetValues<SimdWidth>(), FormulaCases.All.Select(one => one.Name));

    [Theory, MemberData(nameof(EveryFormula))]
    public void Every_length_equals_the_formula_in_double_precision(SimdWidth width, string name) => FormulaCases.Get(name).RequireFormula(width, MaxLength);

    [Theory, MemberData(nameof(EveryFormula))]
    public void Where_all_is_zero_nothing_moves(SimdWidth width, string name) => Assert.All(FormulaCases.Get(name).OfZeros(width, MaxLength), value => Assert.Equal(0f, value));

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
}
