using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class OptimizerTests
{
    private const int Length = 77;
    private const int Steps = 200;

    public static TheoryData<string, double, double> NamesAndPenalties()
    {
        var data = new TheoryData<string, double, double>();
        foreach (var one in OptimizerCase.All)
        {
            foreach (var (l2, l1) in new[] { (0.0, 0.0), (0.02, 0.0), (0.0, 0.003), (0.02, 0.003) })
                data.Add(one.Name, l2, l1);
        }

        return data;
    }

    [Theory, MemberData(nameof(NamesAndPenalties))]
    public void Every_one_of_two_hundred_steps_agrees_with_double_precision(string name, double l2, double l1)
    {
        var (_, create, formula) = OptimizerCase.Get(name);
        var optimizer = create(Schedule.Cosine(0.02, last: 0.001).WithWarmUp(20), l2, l1);
        float[] weights = RandomArrays.Normal(1, Length);
        double[] expected = weights.ToDoubles();
        double[][] remembered = [.. expected.Select(_ => new double[2])];
        Memory<float>[] moments = Moments(optimizer, Length);

        double worst = 0.0;
        for (int t = 1; t <= Steps; t++)
        {
            double rate = optimizer.Schedule.RateAt(new(t - 1, Steps, 0, 0));
            float[] gradients = Gradients(t);
            for (int i = 0; i < Length; i++)
            {
                double slope = gradients[i] + l2 * expected[i] + l1 * Math.Sign(expected[i]);
                expected[i] = formula(slope, expected[i], remembered[i], rate, t);
            }

            optimizer.Update(new(weights, gradients, moments, 0), rate, t);
            worst = Math.Max(worst, Closeness.Require($"step {t}", expected, weights, 1e-5));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest relative error {worst:E1}");
    }

    [Theory, MemberData(nameof(OptimizerCase.Names), MemberType = typeof(OptimizerCase))]
    public void Only_the_stretch_is_touched(string name)
    {
        const int Offset = 16, Part = 40;
        var optimizer = OptimizerCase.Get(name).Create(0.01, 0.02, 0.003);
        float[] weights = RandomArrays.Normal(1, Length), gradients = Gradients(1), before = [.. weights];
        Memory<float>[] moments = Moments(optimizer, Length);

        optimizer.Update(new(weights.AsSpan(Offset, Part), gradients.AsSpan(Offset, Part), moments, Offset), 0.01, 1);

        for (int i = 0; i < Length; i++)
        {
            bool inside = i is >= Offset and < Offset + Part;
            Assert.Equal(inside, weights[i] != before[i]);
            Assert.All(moments, moment => Assert.Equal(inside, moment.Span[i] != 0f));
        }
    }

    [Theory, MemberData(nameof(OptimizerCase.Names), MemberType = typeof(OptimizerCase))]
    public void A_parameter_whose_gradients_have_all_been_zero_stays(string name)
    {
        var optimizer = OptimizerCase.Get(name).Create(0.01, 0.0, 0.0);
        float[] weights = new float[Length];
        Memory<float>[] moments = Moments(optimizer, Length);

        for (int t = 1; t <= 3; t++)
            optimizer.Update(new(weights, new float[Length], moments, 0), 0.01, t);

        Assert.All(weights, weight => Assert.Equal(0f, weight));
    }

    [Fact]
    public void Other_settings_have_other_texts()
    {
        Optimizer[] optimizers =
        [
            .. OptimizerCase.All.Select(one => one.Create(0.1, 0.0, 0.0)), .. OptimizerCase.All.Select(one => one.Create(0.2, 0.0, 0.0)),
            .. OptimizerCase.All.Select(one => one.Create(0.1, 0.01, 0.0)), .. OptimizerCase.All.Select(one => one.Create(0.1, 0.0, 0.01)),
            new Momentum(0.1, 0.8), new Adam(0.1, beta1: 0.8), new Adam(0.1, beta2: 0.99), new Adam(0.1, epsilon: 1e-7), new AdamW(0.1, 0.02),
            new Adamax(0.1, beta1: 0.8), new Adamax(0.1, beta2: 0.99), new Adamax(0.1, epsilon: 1e-7), new AdaGrad(0.1, 1e-5),
            new DecayedAdaGrad(0.1, 0.9), new DecayedAdaGrad(0.1, 0.95, 1e-5), new AdaDelta(0.1, 0.9), new AdaDelta(0.1, 0.95, 1e-5),
            new RmsProp(0.1, 0.9), new RmsProp(0.1, 0.95, 1e-5), new RmsProp(0.1, 0.9, centred: false),
        ];
        UpdateRule[] rules =
        [
            .. optimizers.Select(optimizer => new UpdateRule(optimizer, Clipping: null, Average: null)),
            .. new[] { GradientClipping.ByValue(1.0), GradientClipping.ByGlobalNorm(1.0), GradientClipping.ByGlobalNorm(2.0) }.Select(clipping => new UpdateRule(new Adam(0.1), clipping, Average: null)),
            .. new[] { ModelAverage.Exponential(0.9), ModelAverage.Exponential(0.99), ModelAverage.Window(10), ModelAverage.Window(11) }.Select(average => new UpdateRule(new Adam(0.1), Clipping: null, average)),
        ];

        Assert.Equal(rules.Length, rules.Select(rule => rule.ToString()).Distinct().Count());
    }

    [Fact]
    public void The_text_names_every_setting() => Assert.Equal(
        "adam, beta 0.9 0.999, epsilon 1E-08, l2 0.01, l1 0.001, clipped by norm 2, averaged with decay 0.99, one-cycle, peak 0.1, warm-up 20.5 %",
        new UpdateRule(new Adam(Schedule.OneCycle(0.1, warmUp: 0.205), l2: 0.01, l1: 0.001), GradientClipping.ByGlobalNorm(2.0), ModelAverage.Exponential(0.99)).ToString());

    [Fact]
    public void The_text_of_momentum_is_that_of_older_files() =>
        Assert.Equal("momentum 0.9, l2 0.0005, one-cycle, peak 0.1, warm-up 20 %", new Momentum(Schedule.OneCycle(0.1), l2: 5e-4).ToString());

    // Large and small ones.
    private static float[] Gradients(int seed) =>
        [.. RandomArrays.Normal(1000 + seed, Length).Select((gradient, i) => gradient * MathF.Pow(10f, i % 4 - 2))];

    private static Memory<float>[] Moments(Optimizer optimizer, int length) => [.. Enumerable.Range(0, optimizer.MomentCount).Select(_ => new float[length].AsMemory())];
}
