using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class NetworkTests
{
    [Theory]
    [InlineData("softmax", 7_850)]
    [InlineData("mlp", 109_386)]
    [InlineData("lenet", 33_580)]
    public void The_networks_of_the_chapter_have_its_number_of_parameters(string name, int expected)
    {
        var prediction = ChapterNetworks.Prediction(name);

        Assert.Equal(expected, new Network(prediction).ParameterCount);
        Assert.Equal(expected, new Network(Cost.Classification(prediction, ChapterNetworks.Label)).ParameterCount);
    }

    [Fact]
    public void Layers_are_numbered_by_kind_in_the_order_of_computation_however_often_they_are_built()
    {
        string[] expected = ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "fc1.weight", "fc1.bias"];

        for (int i = 0; i < 2; i++)
            Assert.Equal(expected, Parameters.Create(ChapterNetworks.Prediction("lenet")).Names);
    }

    [Fact]
    public void Prediction_and_cost_name_their_layers_alike()
    {
        var cost = Cost.Classification(ChapterNetworks.Prediction("lenet"), ChapterNetworks.Label);
        Network learning = new(cost), predicting = learning.Prediction;

        Assert.Same(cost.Prediction, predicting.Output);
        Assert.Same(predicting, predicting.Prediction);
        Assert.Equal(learning.Slots.Select(slot => (slot.Name, slot.Offset)), predicting.Slots.Select(slot => (slot.Name, slot.Offset)));
    }

    [Fact]
    public void A_part_of_a_network_is_a_network_with_numbers_of_its_own()
    {
        var first = Layer.Vector("x", 4).FullyConnected(3);
        var second = first.FullyConnected(2);

        Assert.Equal(["fc1.weight", "fc1.bias"], new Network(first).Slots.Select(slot => slot.Name));
        Assert.Equal("fc2", new Network(second).NameOf(second));
    }

    [Fact]
    public void A_numbered_name_steps_aside_for_a_given_one()
    {
        var layer = Layer.Vector("x", 4).FullyConnected(3).FullyConnected(3, name: "fc1").FullyConnected(3);

        Assert.Equal(["x", "fc2", "fc1", "fc3"], new Network(layer).Layers.Select(new Network(layer).NameOf));
    }

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        var layer = Layer.Vector("x", 4).FullyConnected(3, name: "a").FullyConnected(3, name: "a");

        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new Network(layer)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Network(Layer.Vector("x", 4).FullyConnected(3, name: "x")));
    }

    [Fact]
    public void Every_layer_comes_once_and_after_what_it_reads()
    {
        var shared = Layer.Vector("x", 4).FullyConnected(4);
        var network = new Network(shared.Activate(Activation.Tanh).Add(shared.Add(shared.FullyConnected(4))));

        Assert.Equal(6, network.Layers.Count);
        Assert.Equal(6, network.Layers.Distinct().Count());
        for (int i = 0; i < network.Layers.Count; i++)
            Assert.All(network.Layers[i].Inputs, input => Assert.Contains(input, network.Layers.Take(i)));
    }

    [Fact]
    public void A_very_deep_network_is_ordered_without_recursion()
    {
        Layer layer = Layer.Vector("x", 1);
        for (int i = 0; i < 20_000; i++)
            layer = new ActivationLayer(layer, Activation.Relu);

        Assert.Equal(20_001, new Network(layer).Layers.Count);
    }

    [Fact]
    public void A_layer_of_another_network_has_no_name_here()
    {
        var other = Layer.Vector("y", 2);

        Assert.Throws<ArgumentException>(() => new Network(Layer.Vector("x", 2)).NameOf(other));
    }

    [Fact]
    public void Parameters_lie_side_by_side()
    {
        var network = new Network(ChapterNetworks.Prediction("lenet"));
        int next = 0;

        foreach (var slot in network.Slots)
        {
            Assert.Equal(next..(next + slot.Spec.Extents.Aggregate(1, (a, b) => a * b)), slot.Range);
            next = slot.Range.End.Value;
        }

        Assert.Equal(network.ParameterCount, next);
    }

    [Fact]
    public void The_summary_has_a_line_per_layer_and_the_total()
    {
        string[] lines = new Network(ChapterNetworks.Prediction("lenet")).ToString().Split(Environment.NewLine);

        Assert.Equal("conv1: 1×28×28 → 20×24×24, 20 filters of 5×5, 520 parameters", lines[1]);
        Assert.Equal("fc1: 50×4×4 → 10, 8,010 parameters", lines[7]);
        Assert.Equal("33,580 parameters", lines[^1]);
        Assert.Equal(10, lines.Length);
    }
}
