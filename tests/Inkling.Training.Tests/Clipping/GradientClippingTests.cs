using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class GradientClippingTests
{
    [Fact]
    public void By_value_every_gradient_comes_to_the_limit_and_those_at_it_stay()
    {
        const float Limit = 0.25f;
        float above = MathF.BitIncrement(Limit), below = MathF.BitDecrement(Limit);
        float[] gradients = [0f, 0.1f, below, Limit, above, 100f, float.PositiveInfinity, -0.1f, -below, -Limit, -above, -100f, float.NegativeInfinity];

        GradientClipping.ByValue(0.25).Clip(gradients, norm: 0.0);

        Assert.Equal([0f, 0.1f, below, Limit, Limit, Limit, Limit, -0.1f, -below, -Limit, -Limit, -Limit, -Limit], gradients);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(4.999)]
    [InlineData(5.0)]
    public void By_norm_gradients_up_to_the_limit_keep_their_bits(double norm)
    {
        float[] gradients = RandomArrays.Normal(1, 50), before = [.. gradients];

        GradientClipping.ByGlobalNorm(5.0).Clip(gradients, norm);

        Assert.Equal(before, gradients);
    }

    [Fact]
    public void By_norm_longer_gradients_are_brought_to_the_limit_and_keep_their_direction()
    {
        float[] gradients = RandomArrays.Normal(1, 50), before = [.. gradients];
        double norm = Norm(before.ToDoubles());

        GradientClipping.ByGlobalNorm(norm / 3.0).Clip(gradients, norm);

        Closeness.Require("gradients", [.. before.Select(gradient => gradient / 3.0)], gradients, 1e-6);
        Assert.Equal(norm / 3.0, Norm(gradients.ToDoubles()), norm * 1e-6);
    }

    [Fact]
    public void The_norm_is_that_of_all_parameters_together()
    {
        double[] free = Step(clipping: null);
        double norm = Norm(free);

        Closeness.Require("halved", [.. free.Select(step => step / 2.0)], Floats(Step(GradientClipping.ByGlobalNorm(norm / 2.0))), 1e-5);
        Assert.Equal(free, Step(GradientClipping.ByGlobalNorm(norm * 1.001)));
    }

    [Fact]
    public void The_norm_leaves_out_what_is_frozen()
    {
        string[] frozen = ["fc2.weight", "conv1.bias"];
        double[] free = Step(clipping: null, frozen);
        double norm = Norm(free);

        Assert.True(norm < 0.99 * Norm(Step(clipping: null)));
        Closeness.Require("halved", [.. free.Select(step => step / 2.0)], Floats(Step(GradientClipping.ByGlobalNorm(norm / 2.0), frozen)), 1e-5);
        Assert.Equal(free, Step(GradientClipping.ByGlobalNorm(norm * 1.001), frozen));
    }

    [Fact]
    public void By_value_in_a_training_no_gradient_is_above_the_limit()
    {
        double[] free = Step(clipping: null);
        double limit = free.Max(Math.Abs) / 2.0;

        Closeness.Require("clamped", [.. free.Select(step => Math.Clamp(step, -limit, limit))], Floats(Step(GradientClipping.ByValue(limit))), 1e-5);
    }

    [Fact]
    public void Threads_change_no_bit_of_the_norm()
    {
        var hashes = new HashSet<string>();
        for (int threads = 1; threads <= 4; threads++)
        {
            var trainer = Corners.Trainer(new Adam(0.01), threads, hidden: 1500, GradientClipping.ByGlobalNorm(0.05), ModelAverage.Exponential(0.9));
            trainer.Train(Corners.Batches(count: 150, size: 70), passes: 2);
            hashes.Add(trainer.Parameters.Hash() + trainer.Snapshot().Hash());
        }

        Assert.Single(hashes);
    }

    // What the first update, without momentum and at rate 1, subtracts from all parameters, of which there are more than a slice holds: the
    // gradients.
    private static double[] Step(GradientClipping? clipping, params string[] frozen)
    {
        var trainer = Corners.Trainer(new Momentum(1.0, momentum: 0.0), hidden: 1500, clipping: clipping);
        foreach (string name in frozen)
            trainer.Parameters.Freeze(name);
        double[] before = trainer.Parameters.Values.ToArray().ToDoubles();

        trainer.Train(Corners.Batches(count: 40, size: 40), passes: 1);

        return [.. before.Zip(trainer.Parameters.Values.ToArray(), (old, now) => old - now)];
    }

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
