using Inkling.Nn;

namespace Inkling.Workbench.Tests.Networks;

public class DigitNetworkTests
{
    [Theory]
    [InlineData("softmax", 7_850)]
    [InlineData("mlp", 109_386)]
    [InlineData("lenet", 33_580)]
    [InlineData("deep", 232_042)]
    public void The_networks_have_their_parameters(string name, int count)
    {
        var network = new Network(DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), classes: 10));

        Assert.Equal(count, network.ParameterCount);
        Assert.Equal(10, network.Output.Shape.Size);
    }

    [Fact]
    public void An_unknown_network_is_refused_with_the_names_that_are_known() =>
        Assert.Contains(
            "expected softmax, mlp, lenet, deep",
            Assert.Throws<ArgumentException>(() => DigitNetwork.Create("resnet", Layer.Image("pixel", 1, 28, 28), 10)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_variation_chooses_hidden_layers_activation_and_dropout()
    {
        var image = Layer.Image("pixel", 1, 28, 28);
        var mlp = new Network(DigitNetwork.Create("mlp", image, 10, new(Hidden: "20, 10", Activation: "tanh", Dropout: 0.25)));
        var lenet = new Network(DigitNetwork.Create("lenet", image, 10, new(Hidden: "30", Dropout: 0.5)));

        Assert.Equal(["data", "fc", "tanh", "dropout", "fc", "tanh", "dropout", "fc", "softmax"], mlp.Layers.Select(layer => layer.Kind));
        Assert.Equal((20, 10), (mlp.Layers[1].Shape.Size, mlp.Layers[4].Shape.Size));
        Assert.Equal(["data", "conv", "relu", "maxpool", "conv", "relu", "maxpool", "dropout", "fc", "relu", "dropout", "fc", "softmax"], lenet.Layers.Select(layer => layer.Kind));
        Assert.Equal($"{new Network(DigitNetwork.Create("mlp", image, 10))}", $"{new Network(DigitNetwork.Create("mlp", image, 10, new()))}");
    }

    [Theory]
    [InlineData("mlp", "0", null, "hidden '0': expected up to 8 numbers from 1 to 4096 with commas between, as in 128,64")]
    [InlineData("mlp", "1,2,3,4,5,6,7,8,9", null, "expected up to 8 numbers")]
    [InlineData("lenet", null, "softmax", "activation 'softmax': expected relu, tanh")]
    [InlineData("deep", "10", null, "model 'deep': hidden layers, activation and dropout can be chosen of mlp and lenet alone")]
    public void A_variation_that_cannot_be_is_refused(string name, string? hidden, string? activation, string message) => Assert.Contains(
        message, Assert.Throws<ArgumentException>(() => DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), 10, new(hidden, activation))).Message, StringComparison.Ordinal);
}
