using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class SoftmaxTests
{
    private const double Tolerance = 1e-6;

    private static readonly Gen<(int Classes, int Rows, int Seed)> Batches = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 5], Gen.Int[0, 1000]);

    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Rows_equal_the_oracle_and_sum_to_one(SimdWidth width) => Batches.Sample((classes, rows, seed) =>
    {
        float[] x = RandomArrays.Normal(seed, classes * rows);
        var p = new Guarded<float>(x, canary: 99f);

        Softmax.Forward(width, classes, p.Span);

        float[] got = p.Checked("probabilities");
        Closeness.Require("probabilities", ActivationOracle.Softmax(classes, x.ToDoubles()), got, Tolerance);
        Assert.All(got.Chunk(classes), row => Assert.Equal(1, row.Sum(), 1e-5));
    });

    // Whole numbers, so that adding the shift rounds nothing away.
    [Fact]
    public void Softmax_is_shift_invariant() => Batches.Select(Gen.Int[-1_000_000, 1_000_000]).Sample((batch, shift) =>
    {
        float[] x = [.. RandomArrays.Labels(batch.Seed, batch.Classes * batch.Rows, 20).Select(value => (float)value)];
        float[] p = [.. x], shifted = Array.ConvertAll(x, value => value + shift);

        Softmax.Forward(batch.Classes, p);
        Softmax.Forward(batch.Classes, shifted);

        Closeness.RequireEqualBits("probabilities", p, shifted);
    });

    [Theory, MemberData(nameof(EveryWidth))]
    public void Huge_logits_give_finite_probabilities_and_costs(SimdWidth width)
    {
        float[] logits = [3e38f, -3e38f, 0f, 1e30f, 1e30f, 1e30f, -1e30f, -1e30f, -1e30f, 0f, -1000f, -2000f], p = [.. logits], costs = new float[4];

        Softmax.CrossEntropy(width, 3, [0, 1, 2, 0], p, costs);

        Closeness.Require("probabilities", ActivationOracle.Softmax(3, logits.ToDoubles()), p, Tolerance);
        Closeness.Require("costs", CostOracle.CrossEntropy(3, logits.ToDoubles(), [0, 1, 2, 0]), costs, Tolerance);
    }

    [Fact]
    public void An_impossible_class_costs_its_distance_and_not_infinity()
    {
        float[] logits = [0f, 500f, -500f], costs = new float[1];

        Softmax.CrossEntropy(3, [2], logits, costs);

        Assert.Equal(1000f, costs[0]);
        Assert.Equal(0f, logits[2]);
    }

    [Fact]
    public void Backward_equals_central_differences_of_the_oracle() => Batches.Sample(
        (classes, rows, seed) =>
        {
            float[] x = RandomArrays.Normal(seed, classes * rows), p = [.. x], upstream = RandomArrays.Normal(seed + 1, x.Length);
            var gradient = new Guarded<float>(upstream, canary: 99f);

            Softmax.Forward(classes, p);
            Softmax.Backward(classes, new Guarded<float>(p, float.NaN).Span, gradient.Span);

            double[] at = x.ToDoubles(), u = upstream.ToDoubles();
            double[] expected = CentralDifferences.Gradient(() => CentralDifferences.Dot(u, ActivationOracle.Softmax(classes, at)), at);
            RequireNear("gradient", expected, gradient.Checked("gradient"));
        },
        iter: 30);

    [Theory, MemberData(nameof(EveryWidth))]
    public void Cross_entropy_and_its_gradient_equal_the_oracle_and_the_gradient_is_added(SimdWidth width) => Batches.Sample(
        (classes, rows, seed) =>
        {
            float[] x = RandomArrays.Normal(seed, classes * rows), upstream = RandomArrays.Normal(seed + 1, rows), before = RandomArrays.Normal(seed + 2, x.Length);
            int[] labels = RandomArrays.Labels(seed, rows, classes);
            Guarded<float> p = new(x, canary: 99f), costs = new(rows, canary: 99f), gradient = new(before, canary: 99f);

            Softmax.CrossEntropy(width, classes, labels, p.Span, costs.Span);
            Softmax.CrossEntropyBackward(classes, labels, p.Span, new Guarded<float>(upstream, float.NaN).Span, gradient.Span);

            double[] at = x.ToDoubles(), u = upstream.ToDoubles();
            RequireNear("costs", CostOracle.CrossEntropy(classes, at, labels), costs.Checked("costs"));
            RequireNear("probabilities", ActivationOracle.Softmax(classes, at), p.Checked("probabilities"));
            double[] expected = CentralDifferences.Gradient(() => CentralDifferences.Dot(u, CostOracle.CrossEntropy(classes, at, labels)), at);
            RequireNear("gradient", [.. expected.Zip(before, (g, b) => g + b)], gradient.Checked("gradient"));
        },
        iter: 30);

    // Reached: 2.8e-7.
    [Fact]
    public void Softmax_equals_libtorch()
    {
        var golden = GoldenFile.TryRead("activation-softmax");
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent("activation-softmax"));
        int classes = golden.Extents("input")[1];
        float[] p = golden.Floats("input"), gradient = golden.Floats("grad_output");

        Softmax.Forward(classes, p);
        Softmax.Backward(classes, p, gradient);

        Tolerances.Golden("output", golden.Floats("output"), p);
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), gradient);
    }

    // Reached: 9e-8.
    [Fact]
    public void Cross_entropy_equals_libtorch()
    {
        var golden = GoldenFile.TryRead("softmax-cross-entropy");
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent("softmax-cross-entropy"));
        int samples = golden.Extents("logits")[0], classes = golden.Extents("logits")[1];
        int[] labels = golden.Integers("label");
        float[] p = golden.Floats("logits"), costs = new float[samples], gradient = new float[p.Length], share = new float[samples];
        Array.Fill(share, 1f / samples);

        Softmax.CrossEntropy(classes, labels, p, costs);
        Softmax.CrossEntropyBackward(classes, labels, p, share, gradient);

        Tolerances.Golden("cost", golden.Floats("cost"), [costs.Average()]);
        Tolerances.Golden("grad_logits", golden.Floats("grad_logits"), gradient);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        float[] six = new float[6], one = new float[1], two = new float[2];

        Assert.Contains("4", Assert.Throws<ArgumentException>(() => Softmax.Forward(4, six)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Softmax.Forward(0, six));
        Assert.Throws<ArgumentException>(() => Softmax.Backward(3, six.AsSpan(1), six));
        Assert.Contains("label 3 of sample 1", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropy(3, [0, 3], six, two)).Message, StringComparison.Ordinal);
        Assert.Contains("label -1 of sample 0", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropy(3, [-1, 0], six, two)).Message, StringComparison.Ordinal);
        Assert.Equal("costs", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropy(3, [0, 1], six, one)).ParamName);
        Assert.Throws<ArgumentException>(() => Softmax.CrossEntropy(3, [0, 1], six.AsSpan(1), two));
        Assert.Equal("costGradient", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropyBackward(3, [0, 1], six, one, six)).ParamName);
        Assert.Equal("logitGradient", Assert.Throws<ArgumentException>(() => Softmax.CrossEntropyBackward(3, [0, 1], six, two, two)).ParamName);
        Assert.All(six, value => Assert.Equal(0f, value));
    }

    // Relative to 1 at least: over one class the gradient is 0 but for rounding.
    private static void RequireNear(string name, double[] expected, float[] got) => Closeness.Require(name, expected, got, 2e-6, floor: 1);
}
