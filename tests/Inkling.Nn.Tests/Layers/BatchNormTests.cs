using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>What batch normalization does beside the contract: the form without learning, and what it observes for its moving averages.</summary>
public class BatchNormTests
{
    private const double Tolerance = 5e-6;

    [Fact]
    public void Learning_and_inferring_equal_libtorch()
    {
        var golden = GoldenFile.TryRead("batchnorm")!;
        int[] extents = golden.Extents("input");
        var layer = new BatchNorm(Layer.Image("x", extents[1], extents[2], extents[3]));
        var parameters = Parameters.Create(layer);
        Set(parameters, "weight", golden.Floats("gamma"));
        Set(parameters, "bias", golden.Floats("beta"));
        Set(parameters, "mean", golden.Floats("running_mean_before"));
        Set(parameters, "variance", golden.Floats("running_var_before"));
        var executor = Loaded(parameters, golden.Floats("input"), extents[0]);

        executor.Forward(training: true);
        Closeness.Require("learning", golden.Floats("output_train").ToDoubles(), executor.Output, Tolerance);

        // libtorch infers with the averages after the update.
        Set(parameters, "mean", golden.Floats("running_mean_after"));
        Set(parameters, "variance", golden.Floats("running_var_after"));
        executor.Prepare();
        executor.Forward(training: false);
        Closeness.Require("inferring", golden.Floats("output_inference").ToDoubles(), executor.Output, Tolerance);
    }

    [Fact]
    public void What_is_observed_moves_the_averages_as_in_libtorch()
    {
        var golden = GoldenFile.TryRead("batchnorm")!;
        int[] extents = golden.Extents("input");
        var layer = new BatchNorm(Layer.Image("x", extents[1], extents[2], extents[3]));
        var parameters = Parameters.Create(layer);
        var executor = Loaded(parameters, golden.Floats("input"), extents[0]);
        var observed = new float[parameters.Values.Length];

        executor.Forward(training: true);
        executor.Backward(1f / extents[0], observed);

        foreach (var (name, golden0, golden1) in new[] { ("mean", "running_mean_before", "running_mean_after"), ("variance", "running_var_before", "running_var_after") })
        {
            var slot = parameters.Network.Slots.Single(slot => slot.Spec.Suffix == name);
            double decay = slot.Spec.MovingAverage ?? double.NaN;
            double[] moved = [.. golden.Floats(golden0).Zip(observed[slot.Range], (before, now) => decay * before + (1 - decay) * now)];
            Closeness.Require(name, moved, golden.Floats(golden1), Tolerance);
        }
    }

    [Fact]
    public void A_part_of_a_minibatch_observes_in_proportion()
    {
        var layer = new BatchNorm(Layer.Vector("x", 4));
        var parameters = Parameters.Create(layer);
        float[] whole = new float[16], part = new float[16];
        float[] x = RandomArrays.Normal(3, 12);

        var executor = Loaded(parameters, x, 3);
        executor.Forward(training: true);
        executor.Backward(1f / 3, whole);
        executor.Forward(training: true);
        executor.Backward(1f / 12, part);

        Closeness.Require("quarter", [.. whole[8..].Select(value => value / 4.0)], part.AsSpan(8), 1e-6);
    }

    [Fact]
    public void Moving_averages_are_not_learnt()
    {
        var parameters = Parameters.Create(new BatchNorm(Layer.Image("x", 3, 2, 2)));

        Assert.Equal([0..6], parameters.LearnedRanges);
        Assert.Equal(["batchnorm1.mean", "batchnorm1.variance"], parameters.MovingAverages.Select(slot => slot.Name));

        parameters.Freeze("batchnorm1.mean");
        Assert.Equal(["batchnorm1.variance"], parameters.MovingAverages.Select(slot => slot.Name));
    }

    [Fact]
    public void One_value_per_channel_gives_the_bias()
    {
        var executor = Loaded(Parameters.Create(new BatchNorm(Layer.Vector("x", 2))), [5f, -3f], 1);
        var gradients = new float[8];

        executor.Forward(training: true);
        executor.Backward(1f, gradients);

        Assert.Equal([0f, 0f], executor.Output.ToArray());
        Assert.All(gradients, gradient => Assert.True(float.IsFinite(gradient)));
    }

    private static Executor Loaded(Parameters parameters, float[] values, int count)
    {
        var executor = new Executor(parameters.Network, parameters, count, training: true);
        var input = parameters.Network.DataInputs.Single();
        executor.Begin(count);
        for (int n = 0; n < count; n++)
            executor.SetValues(input, n, values.AsSpan(n * input.Shape.Size, input.Shape.Size));
        return executor;
    }

    private static void Set(Parameters parameters, string name, float[] values) => parameters.Set($"batchnorm1.{name}", [values.Length], values);
}
