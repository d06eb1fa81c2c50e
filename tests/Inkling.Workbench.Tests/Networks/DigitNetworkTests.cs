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
}
