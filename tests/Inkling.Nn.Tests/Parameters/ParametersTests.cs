using CsCheck;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class ParametersTests
{
    private static readonly Layer Perceptron = Layer.Vector("x", 5).FullyConnected(4, Activation.Relu).FullyConnected(3);

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        string hash = Parameters.Create(Perceptron, seed: 7).Hash();

        Assert.Equal(hash, Parameters.Create(Perceptron, seed: 7).Hash());
        Assert.NotEqual(hash, Parameters.Create(Perceptron, seed: 8).Hash());
    }

    [Fact]
    public void A_parameter_depends_on_seed_and_name_and_not_on_the_rest_of_the_network()
    {
        var layer = Layer.Vector("x", 5).FullyConnected(4);

        Assert.Equal(Parameters.Create(layer, seed: 7).Get("fc1.weight"), Parameters.Create(layer.FullyConnected(3), seed: 7).Get("fc1.weight"));
        Assert.NotEqual(
            Parameters.Create(layer, seed: 7).Get("fc1.weight").ToArray(),
            Parameters.Create(Layer.Vector("x", 5).FullyConnected(4, name: "other"), seed: 7).Get("other.weight").ToArray());
    }

    // 100,000 and 92,160 draws: their mean is within 5 standard errors, their deviation within 2 %.
    [Fact]
    public void First_values_follow_the_laws_of_the_chapter()
    {
        var fc = Parameters.Create(Layer.Vector("x", 1000).FullyConnected(100));
        var conv = Parameters.Create(Layer.Image("x", 40, 12, 12).Convolution(256, 3));

        CheckLaw(fc.Get("fc1.weight"), 1 / Math.Sqrt(1000));
        CheckLaw(conv.Get("conv1.weight"), Math.Sqrt(2.0 / (3 * 3 * 40)));
        Assert.All(fc.Get("fc1.bias").ToArray().Concat(conv.Get("conv1.bias").ToArray()), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void A_law_without_deviation_gives_its_mean()
    {
        var values = new float[5];

        new Initializer(3f, 0f).Draw(new Random(1), values);

        Assert.All(values, value => Assert.Equal(3f, value));
    }

    [Fact]
    public void Get_gives_what_set_took_and_nothing_else_changes()
    {
        var parameters = Parameters.Create(Perceptron);
        float[] before = parameters.Values.ToArray(), values = RandomArrays.Normal(1, 12);

        parameters.Set("fc2.weight", [3, 4], values);

        Assert.Equal(values, parameters.Get("fc2.weight"));
        Assert.Equal([3, 4], parameters.ExtentsOf("fc2.weight"));
        Assert.Equal(before.AsSpan(..24), parameters.Values[..24]);
        Assert.Equal(before.AsSpan(36..), parameters.Values[36..]);
    }

    [Fact]
    public void Set_checks_name_extents_and_length()
    {
        var parameters = Parameters.Create(Perceptron);

        Assert.Contains("[3, 4], got [4, 3]", Assert.Throws<ArgumentException>(() => parameters.Set("fc2.weight", [4, 3], new float[12])).Message, StringComparison.Ordinal);
        Assert.Contains("12 values, got 11", Assert.Throws<ArgumentException>(() => parameters.Set("fc2.weight", [3, 4], new float[11])).Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => parameters.Set("fc9.weight", [3, 4], new float[12]));
        Assert.Contains("'fc9.weight'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("fc1.weight, fc1.bias, fc2.weight, fc2.bias", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => parameters.Get("fc9.weight"));
        Assert.Throws<ArgumentException>(() => parameters.ExtentsOf("fc9.weight"));
    }

    [Fact]
    public void A_copy_for_another_layer_is_equal_and_independent()
    {
        var label = Layer.Label("label", 3);
        var learned = Parameters.Create(Cost.SquareError(Perceptron, label), seed: 3);
        learned.Notes["note"] = "kept";

        var copy = learned.CopyFor(Perceptron);

        Assert.Equal(learned.Hash(), copy.Hash());
        Assert.Equal("kept", copy.Notes["note"]);
        copy.Set("fc1.bias", [4], [1f, 2f, 3f, 4f]);
        Assert.NotEqual(learned.Hash(), copy.Hash());
    }

    [Fact]
    public void A_copy_for_a_layer_with_other_parameters_is_refused()
    {
        var parameters = Parameters.Create(Perceptron);

        Assert.Contains("'fc1.weight'", Assert.Throws<ArgumentException>(() => parameters.CopyFor(Layer.Vector("x", 6).FullyConnected(4))).Message, StringComparison.Ordinal);
        Assert.Contains("'fc3.weight'", Assert.Throws<ArgumentException>(() => parameters.CopyFor(Perceptron.FullyConnected(2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_taken_over_by_name_and_the_rest_is_left_alone()
    {
        var learned = Parameters.Create(Perceptron, seed: 3);
        var parameters = Parameters.Create(Layer.Vector("x", 5).FullyConnected(4, Activation.Relu).FullyConnected(3).FullyConnected(2, name: "more"), seed: 4);
        float[] bias = [.. parameters.Get("fc2.bias")], more = [.. parameters.Get("more.weight")];
        bias[0] = 5f;
        parameters.Set("fc2.bias", [3], bias);

        Assert.Equal(["fc1.weight", "fc1.bias", "fc2.weight"], parameters.InitializeFrom(learned, except: "fc2.bias"));

        Assert.Equal(learned.Get("fc1.weight"), parameters.Get("fc1.weight"));
        Assert.Equal(learned.Get("fc2.weight"), parameters.Get("fc2.weight"));
        Assert.Equal(bias, parameters.Get("fc2.bias"));
        Assert.Equal(more, parameters.Get("more.weight"));
        Assert.Empty(parameters.InitializeFrom(Parameters.Create(Layer.Vector("x", 1).FullyConnected(1, name: "unlike"))));
    }

    [Fact]
    public void Values_of_other_extents_are_refused_unless_left_alone_and_nothing_is_changed()
    {
        var wider = Parameters.Create(Layer.Vector("x", 5).FullyConnected(4, Activation.Relu).FullyConnected(9), seed: 3);
        var parameters = Parameters.Create(Perceptron);
        string before = parameters.Hash();

        var extents = Assert.Throws<ArgumentException>(() => parameters.InitializeFrom(wider));
        var unknown = Assert.Throws<ArgumentException>(() => parameters.InitializeFrom(wider, "fc2.weight", "fc2.bais"));

        Assert.Contains("'fc2.weight': extents expected [3, 4], got [9, 4]", extents.Message, StringComparison.Ordinal);
        Assert.Contains("'fc2.bais'", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(before, parameters.Hash());
        Assert.Equal(["fc1.weight", "fc1.bias"], parameters.InitializeFrom(wider, "fc2.weight", "fc2.bias"));
    }

    [Fact]
    public void Frozen_parameters_are_named_and_their_stretches_are_not_learnt()
    {
        var parameters = Parameters.Create(Perceptron);
        Assert.Equal([0..39], parameters.LearnedRanges);

        parameters.Freeze("fc2.weight");
        parameters.Freeze("fc1.weight");
        Assert.Equal(["fc1.weight", "fc2.weight"], parameters.FrozenNames);
        Assert.True(parameters.IsFrozen("fc1.weight"));
        Assert.False(parameters.IsFrozen("fc1.bias"));
        Assert.Equal([20..24, 36..39], parameters.LearnedRanges);

        parameters.Unfreeze("fc1.weight");
        Assert.Equal([0..24, 36..39], parameters.LearnedRanges);
        Assert.Throws<ArgumentException>(() => parameters.Freeze("fc9.weight"));
        Assert.Throws<ArgumentException>(() => parameters.Unfreeze("fc9.weight"));
        Assert.Throws<ArgumentException>(() => parameters.IsFrozen("fc9.weight"));
    }

    [Fact]
    public void A_frozen_parameter_can_be_set_and_is_frozen_in_a_copy()
    {
        var parameters = Parameters.Create(Cost.SquareError(Perceptron, Layer.Label("label", 3)));
        parameters.Freeze("fc1.bias");

        parameters.Set("fc1.bias", [4], [1f, 2f, 3f, 4f]);

        Assert.Equal([1f, 2f, 3f, 4f], parameters.Get("fc1.bias"));
        Assert.Equal(["fc1.bias"], parameters.CopyFor(Perceptron).FrozenNames);
    }

    [Fact]
    public void Any_choice_of_frozen_parameters_splits_the_buffer_without_gap_or_overlap() =>
        Gen.Bool.Array[4].Sample(frozen =>
        {
            var parameters = Parameters.Create(Perceptron);
            foreach (var (slot, isFrozen) in parameters.Network.Slots.Zip(frozen))
            {
                if (isFrozen)
                    parameters.Freeze(slot.Name);
            }

            var indices = Enumerable.Range(0, parameters.Values.Length).ToArray();
            var kept = parameters.Network.Slots.Where(slot => parameters.IsFrozen(slot.Name)).SelectMany(slot => indices[slot.Range]);
            var learnt = parameters.LearnedRanges.SelectMany(range => indices[range]).ToArray();
            Assert.Equal(learnt, learnt.Order());
            Assert.Equal(indices, kept.Concat(learnt).Order());
        }, iter: 50);

    private static void CheckLaw(ReadOnlySpan<float> values, double deviation)
    {
        double[] x = values.ToArray().ToDoubles();
        double mean = x.Average(), measured = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)));

        Assert.InRange(mean, -5 * deviation / Math.Sqrt(x.Length), 5 * deviation / Math.Sqrt(x.Length));
        Assert.InRange(measured, 0.98 * deviation, 1.02 * deviation);
        Assert.InRange(x.Count(value => Math.Abs(value) < deviation) / (double)x.Length, 0.67, 0.70);
    }
}
