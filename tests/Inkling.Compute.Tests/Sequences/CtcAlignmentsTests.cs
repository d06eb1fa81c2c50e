using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class CtcAlignmentsTests
{
    private const double Tolerance = 1e-6;

    /// <summary>Classes, columns, labels: with and without repeats, none, as many as there is room for.</summary>
    public static TheoryData<int, int, string> Cases { get; } = new()
    {
        { 1, 1, "" }, { 1, 1, "0" }, { 1, 4, "" }, { 1, 4, "0" }, { 1, 5, "0 0" }, { 1, 5, "0 0 0" },
        { 2, 2, "0 1" }, { 2, 6, "1" }, { 2, 6, "1 0 1" }, { 2, 6, "1 1 0" }, { 2, 6, "0 1 1 0" }, { 2, 6, "0 0 1 1" }, { 2, 6, "0 1 0 1 0 1" },
        { 3, 6, "" }, { 3, 6, "2 0" }, { 3, 6, "1 1" }, { 3, 6, "2 2 2" }, { 3, 3, "0 1 2" }, { 3, 3, "2 2" }, { 3, 6, "0 1 2 0 1" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Cost_and_gradient_equal_the_sum_over_all_paths_and_the_gradient_is_added(int classes, int columns, string text)
    {
        byte[] labels = Labels(text);
        float[] logits = RandomArrays.Normal(columns + 10 * labels.Length, (classes + 1) * columns), start = RandomArrays.Normal(5, logits.Length);
        var saved = new Guarded<double>(new double[CtcAlignments.SavedLength(columns, labels.Length)], double.NaN);
        var scratch = new Guarded<double>([.. Enumerable.Repeat(double.NaN, CtcAlignments.ScratchLength(classes, labels.Length))], 7.0);
        var gradient = new Guarded<float>(start, canary: 99f);
        var x = new Guarded<float>(logits, float.NaN);
        int[] numbers = [.. labels];

        double cost = CtcAlignments.Forward(classes, columns, numbers, x.Span, saved.Span);
        CtcAlignments.Backward(classes, columns, numbers, x.Span, saved.Span, 0.75f, scratch.Span, gradient.Span);

        double[] at = logits.ToDoubles();
        Assert.Equal(CtcOracle.Cost(classes, columns, at, labels), cost, 1e-12);
        double[] expected = CentralDifferences.Gradient(() => CtcOracle.Cost(classes, columns, at, labels), at);
        Closeness.Require("gradient", [.. expected.Zip(start, (g, before) => 0.75 * g + before)], gradient.Checked("gradient"), Tolerance);
        saved.Checked("saved");
        scratch.Checked("scratch");
    }

    [Theory]
    [InlineData(2, "0 0", "2 labels, of which 1 equal the one before, need 3 columns, got 2")]
    [InlineData(3, "0 1 1 0", "4 labels, of which 1 equal the one before, need 5 columns, got 3")]
    [InlineData(1, "0 1", "2 labels, of which 0 equal the one before, need 2 columns, got 1")]
    [InlineData(3, "0 2", "ctc: label 2 at index 1, expected 0..1")]
    public void Labels_that_no_path_reads_are_refused(int columns, string text, string message)
    {
        byte[] labels = Labels(text);
        Assert.Equal(double.PositiveInfinity, CtcOracle.Cost(2, columns, new double[3 * columns], labels));

        var refused = Assert.Throws<ArgumentException>(() => CtcAlignments.Forward(2, columns, [.. labels], new float[3 * columns], new double[1000]));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_that_do_not_fit_are_refused()
    {
        int[] labels = [0, 1];
        float[] logits = new float[15];
        double[] saved = new double[CtcAlignments.SavedLength(5, 2)], scratch = new double[CtcAlignments.ScratchLength(2, 2)];

        Require(() => CtcAlignments.Forward(2, 5, labels, new float[14], saved), "logits expected at least 15 values, got 14");
        Require(() => CtcAlignments.Forward(2, 5, labels, logits, saved.AsSpan(1)), "saved expected at least 30 values, got 29");
        Require(() => CtcAlignments.Backward(2, 5, labels, logits, saved, 1f, scratch.AsSpan(1), logits), "scratch expected at least 8 values, got 7");
        Require(() => CtcAlignments.Backward(2, 5, labels, logits, saved, 1f, scratch, new float[14]), "logitGradient expected at least 15 values, got 14");
        Require(() => CtcAlignments.Forward(0, 5, [], logits, saved), "one or more classes and columns, got 0 and 5");

        static void Require(Action call, string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    // Far beyond what a product of probabilities could hold; in every column both softmax and occupancies sum to one.
    [Theory]
    [InlineData(1f)]
    [InlineData(300f)]
    public void Long_sequences_and_extreme_logits_stay_finite_and_the_gradient_of_a_column_sums_to_zero(float scale)
    {
        const int Classes = 12, Columns = 600;
        int[] labels = RandomArrays.Labels(3, 80, Classes);
        float[] logits = [.. RandomArrays.Normal(4, (Classes + 1) * Columns).Select(x => scale * x)];

        var (cost, gradient) = Run(Classes, Columns, labels, logits);

        Assert.InRange(cost, 100, 1e6);
        for (int t = 0; t < Columns; t++)
            Assert.Equal(0, Enumerable.Range(0, Classes + 1).Sum(k => (double)gradient[k * Columns + t]), 1e-5);
        Assert.All(gradient, value => Assert.InRange(value, -1.0001f, 1.0001f));
    }

    [Fact]
    public void A_column_may_be_shifted()
    {
        int[] labels = [1, 1, 0];
        float[] logits = [.. RandomArrays.Labels(8, 3 * 7, 20).Select(value => (float)value)], shifted = [.. logits];
        for (int k = 0; k < 3; k++)
            shifted[k * 7 + 4] += 1000f;

        Assert.Equal(Run(2, 7, labels, logits).Cost, Run(2, 7, labels, shifted).Cost, 1e-9);
    }

    [Fact]
    public void Reversed_columns_cost_what_reversed_labels_cost()
    {
        const int Classes = 4, Columns = 31;
        int[] labels = [3, 3, 0, 1, 2, 2, 1];
        float[] logits = RandomArrays.Normal(6, (Classes + 1) * Columns);
        float[] reversed = [.. logits.Chunk(Columns).SelectMany(row => row.Reverse())];

        var (cost, gradient) = Run(Classes, Columns, labels, logits);
        var (costBack, gradientBack) = Run(Classes, Columns, [.. labels.Reverse()], reversed);

        Assert.Equal(cost, costBack, 1e-10);
        Closeness.Require("gradient", gradient, [.. gradientBack.Chunk(Columns).SelectMany(row => row.Reverse())], Tolerance);
    }

    [Fact]
    public void What_is_not_a_number_makes_the_cost_none()
    {
        float[] logits = new float[3 * 6];
        logits[7] = float.NaN;

        Assert.Equal(double.NaN, Run(2, 6, [0, 1], logits).Cost);
    }

    private static (double Cost, float[] Gradient) Run(int classes, int columns, int[] labels, float[] logits)
    {
        double[] saved = new double[CtcAlignments.SavedLength(columns, labels.Length)], scratch = new double[CtcAlignments.ScratchLength(classes, labels.Length)];
        float[] gradient = new float[logits.Length];
        double cost = CtcAlignments.Forward(classes, columns, labels, logits, saved);
        CtcAlignments.Backward(classes, columns, labels, logits, saved, 1f, scratch, gradient);
        return (cost, gradient);
    }

    private static byte[] Labels(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse)];
}
