using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

public class FusionTests
{
    private static readonly DataInput Image = Layer.Image("pixel", 1, 12, 12);

    [Fact]
    public void Convolution_activation_and_pooling_become_one_step_and_the_activation()
    {
        var first = Image.ConvPool(3, 3, 2, Activation.Relu);
        var network = new Network(first.ConvPool(4, 2, 2, Activation.Tanh).FullyConnected(2));

        var fusion = new Fusion(network, training: true);

        Assert.Equal(["data", "conv-pool", "relu", "conv-pool", "tanh", "fc"], Kinds(fusion));
        Assert.Same(fusion.Layers[2], fusion.InsteadOf(first));
        Assert.Same(Image, fusion.InsteadOf(Image));
    }

    [Fact]
    public void Convolution_and_pooling_become_one_step() =>
        Assert.Equal(["data", "conv-pool"], Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3), 2)), training: true)));

    [Fact]
    public void What_somebody_else_reads_is_kept()
    {
        var convolution = new Convolution2D(Image, 3, 3);
        var network = new Network(new Add([new MaxPooling2D(convolution, 2), new SumPooling2D(convolution, PoolingDivisor.Cells, 2)]));

        Assert.Contains("maxpool", Kinds(new Fusion(network, training: true)));
    }

    [Fact]
    public void An_activation_that_somebody_else_reads_is_kept()
    {
        var activation = new Convolution2D(Image, 3, 3).Activate(Activation.Relu);
        var network = new Network(new Add([new MaxPooling2D(activation, 2), new SumPooling2D(activation, PoolingDivisor.Cells, 2)]));

        Assert.Contains("maxpool", Kinds(new Fusion(network, training: true)));
    }

    [Fact]
    public void Windows_that_overlap_and_activations_that_change_the_order_are_left_alone()
    {
        Assert.Contains("maxpool", Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3), 3, 2)), training: true)));
        Assert.All(
            [Activation.Softmax, Activation.Abs, Activation.Square, Activation.Reciprocal, Activation.Log, Activation.Sqrt],
            activation => Assert.Contains("maxpool", Kinds(new Fusion(new Network(new MaxPooling2D(new Convolution2D(Image, 3, 3).Activate(activation), 2)), training: true))));
    }

    [Fact]
    public void Dilated_and_grouped_convolutions_are_left_alone()
    {
        Assert.Contains("maxpool", Kinds(new Fusion(new Network(new Convolution2D(Image, 3, 3, dilation: 2).MaxPool(2)), training: true)));
        Assert.Contains("maxpool", Kinds(new Fusion(new Network(new Convolution2D(Image.Convolution(4, 1), 6, 3, groups: 2).MaxPool(2)), training: true)));
    }

    [Fact]
    public void Where_nothing_is_learnt_a_convolution_normalizes_rectifies_and_pools_in_one_step()
    {
        Assert.SkipWhen(SimdChoice.Current.Width == SimdWidth.Scalar, "without vectors nothing runs by tiles");
        var network = new Network(
            Image.Convolution(9, 5).BatchNorm(Activation.Relu).Convolution(8, 3, padding: 1).MaxPool(2).Activate(Activation.Relu).Convolution(4, 3, padding: 1).MaxPoolRows(2)
                .BatchNorm(Activation.Relu).FullyConnected(2));

        // A normalization behind a pooling stays where it is: a negative factor turns the order of values round.
        Assert.Equal(["data", "recognising-conv", "recognising-conv", "recognising-conv", "rectified-batchnorm", "fc"], Kinds(new Fusion(network, training: false)));
        Assert.Equal(
            ["data", "conv", "rectified-batchnorm", "conv-pool", "relu", "conv", "rowpool", "rectified-batchnorm", "fc"], Kinds(new Fusion(network, training: true)));
    }

    [Fact]
    public void What_cannot_run_by_tiles_is_fused_as_where_something_is_learnt()
    {
        Assert.SkipWhen(SimdChoice.Current.Width == SimdWidth.Scalar, "without vectors nothing runs by tiles");
        Assert.Equal(["data", "conv-pool", "relu"], Kinds(new Fusion(new Network(Image.ConvPool(3, 3, 2, Activation.Relu)), training: false)));
        Assert.Equal(["data", "conv", "relu"], Kinds(new Fusion(new Network(Image.Convolution(3, 3).Activate(Activation.Relu)), training: false)));
        Assert.Equal(
            ["data", "conv", "recognising-conv", "maxpool"], Kinds(new Fusion(new Network(Image.Convolution(9, 1).Convolution(3, 3).MaxPool(3)), training: false)));
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 17, 21)]
    public void Without_learning_a_network_gives_the_same(int channels, int height, int width)
    {
        var image = Layer.Image("pixel", channels, height, width);
        var first = image.Convolution(9, 5).BatchNorm(Activation.Relu);
        var second = first.Convolution(8, 3, padding: 1).BatchNorm().MaxPool(2);
        var third = second.Convolution(11, 5, padding: 2).Activate(Activation.Relu).Convolution(10, 3).Activate(Activation.Tanh);
        var network = new Network(third.MaxPool(2).FullyConnected(4, Activation.Softmax));
        var parameters = Parameters.Create(network.Output, seed: 4);
        for (int i = 0; i < network.Slots.Count; i++)
        {
            var slot = network.Slots[i];
            parameters.Set(slot.Name, [.. slot.Spec.Extents], [.. parameters.Get(slot.Name).ToArray().Zip(RandomArrays.Normal(i, slot.Spec.Length), (value, noise) => value + 0.1f * Math.Abs(noise))]);
        }


        Closeness.Require("prediction", Predict(network, parameters, training: true), Predict(network, parameters, training: false), 1e-5);
    }

    private static float[] Predict(Network network, Parameters parameters, bool training)
    {
        var executor = new Executor(network, parameters, 5, training);
        executor.Begin(5);
        var input = network.DataInputs.Single();
        for (int i = 0; i < 5; i++)
            executor.SetValues(input, i, RandomArrays.Normal(i, input.Shape.Size));
        executor.Forward(training: false);
        return executor.Output.ToArray();
    }

    private static IEnumerable<string> Kinds(Fusion fusion) => fusion.Layers.Select(layer => layer.Kind);
}
