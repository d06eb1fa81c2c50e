namespace Inkling.Nn.Tests;

public class FusionTests
{
    private static readonly DataInput Image = Layer.Image("pixel", 1, 12, 12);

    [Fact]
    public void Convolution_activation_and_pooling_become_one_step_and_the_activation()
    {
        var first = Image.ConvPool(3, 3, 2, Activation.Relu);
        var network = new Network(first.ConvPool(4, 2, 2, Activation.Tanh).FullyConnected(2));

        var fusion = new Fusion(network);

        Assert.Equal(["data", "conv-pool", "relu", "conv-pool", "tanh", "fc"], Kinds(fusion));
        Assert.Same(fusion.Layers[2], fusion.InsteadOf(first));
        Assert.Same(Image, fusion.InsteadOf(Image));
    }

    [Fact]
    public void Convolution_and_pooling_become_one_step() =>
        Assert.Equal(["data", "conv-pool"], Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3), 2)))));

    [Fact]
    public void What_somebody_else_reads_is_kept()
    {
        var convolution = new Convolution2D(Image, 3, 3);
        var network = new Network(new Sum(new MaxPooling2D(convolution, 2), new AveragePooling2D(convolution, 2)));

        Assert.Contains("maxpool", Kinds(new Fusion(network)));
    }

    [Fact]
    public void An_activation_that_somebody_else_reads_is_kept()
    {
        var activation = new Convolution2D(Image, 3, 3).Activate(Activation.Relu);
        var network = new Network(new Sum(new MaxPooling2D(activation, 2), new AveragePooling2D(activation, 2)));

        Assert.Contains("maxpool", Kinds(new Fusion(network)));
    }

    [Fact]
    public void Windows_that_overlap_and_activations_that_change_the_order_are_left_alone()
    {
        Assert.Contains("maxpool", Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3), 3, 2)))));
        Assert.Contains("maxpool", Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3).Activate(Activation.Softmax), 2)))));
    }

    private static IEnumerable<string> Kinds(Fusion fusion) => fusion.Layers.Select(layer => layer.Kind);
}
