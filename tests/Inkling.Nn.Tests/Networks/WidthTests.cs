using Inkling.TestKit;

namespace Inkling.Nn.Tests.Networks;

public class WidthTests
{
    [Fact]
    public void A_network_of_columns_has_the_same_parameters_at_any_width()
    {
        var narrow = Parameters.Create(Network(16), seed: 4);
        byte[] pixels = [.. RandomArrays.Labels(1, 8 * 40, 256).Select(value => (byte)value)];

        float[] expected = new Inference(Network(40), narrow).Infer(pixels);
        float[] actual = new Inference(narrow.Network.WithWidth(40).Output, narrow).Infer(pixels);

        Assert.Equal(expected, actual);
        Assert.Equal($"{new Network(Network(40))}", $"{narrow.Network.WithWidth(40)}");
    }

    [Fact]
    public void What_is_fully_connected_to_the_columns_is_refused_when_parameters_are_carried_over()
    {
        var parameters = Parameters.Create(Layer.Image("x", 1, 8, 16).Convolution(3, 3).FullyConnected(5));

        var error = Assert.Throws<ArgumentException>(() => new Inference(parameters.Network.WithWidth(20).Output, parameters));

        Assert.Contains("fc1.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_width_that_the_layers_do_not_fit_is_refused()
    {
        var parameters = Parameters.Create(Layer.Image("x", 1, 8, 16).Convolution(3, 5));

        Assert.Throws<ArgumentException>(() => parameters.Network.WithWidth(3));
    }

    private static Layer Network(int width) => Layer.Image("x", 1, 8, width)
        .Convolution(4, 3, padding: 1).MaxPoolRows(2).BatchNorm(Activation.Relu).Columns(context: 1).Convolution(5, 1);
}
