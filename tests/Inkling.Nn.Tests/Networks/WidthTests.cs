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

    [Fact]
    public void Predictions_for_another_width_are_those_of_a_network_made_for_it()
    {
        var parameters = Parameters.Create(Deep(24), seed: 6);
        var first = new Inference(parameters);
        foreach (int width in (int[])[24, 8, 11, 16, 25, 32, 48, 64, 100, 128])
        {
            byte[] pixels = [.. RandomArrays.Labels(width, 2 * 8 * width, 256).Select(value => (byte)value)];

            float[] expected = new Inference(Deep(width), parameters).Infer(pixels);
            float[] actual = first.WithWidth(width).Infer(pixels);

            Assert.Equal(expected, actual);
        }
    }

    // An odd width is not pooled in the step of the convolution, so that there is a step more.
    [Fact]
    public void Predictions_for_another_width_are_right_where_other_layers_are_fused()
    {
        static Layer Pooled(int width) => Layer.Image("x", 8, 8, width)
            .Convolution(16, 3, padding: 1).BatchNorm(Activation.Relu).MaxPool(2, ceilMode: true)
            .Convolution(16, 3, padding: 1).BatchNorm(Activation.Relu).Convolution(16, 3, padding: 1).BatchNorm(Activation.Relu);
        var parameters = Parameters.Create(Pooled(24), seed: 6);
        byte[] pixels = [.. RandomArrays.Labels(3, 8 * 8 * 25, 256).Select(value => (byte)value)];

        Assert.Equal(new Inference(Pooled(25), parameters).Infer(pixels), new Inference(parameters).WithWidth(25).Infer(pixels));
    }

    [Fact]
    public void Predictions_for_another_width_share_the_memory_of_the_weights()
    {
        var parameters = Parameters.Create(Deep(24), seed: 6);
        var first = new Inference(parameters);
        Inference Shared() => first.WithWidth(32);
        Inference Alone() => new(Deep(32), parameters);
        _ = (Shared(), Alone()); // everything is compiled

        // The parameters, and the weights as they are computed with.
        Assert.True(Allocated(Shared) + (2L * sizeof(float) * parameters.Values.Length) <= Allocated(Alone));
    }

    [Fact]
    public void A_width_that_a_parameter_depends_on_is_refused_by_predictions()
    {
        var parameters = Parameters.Create(Layer.Image("x", 1, 8, 16).Convolution(3, 3).FullyConnected(5));

        var error = Assert.Throws<ArgumentException>(() => new Inference(parameters).WithWidth(20));

        Assert.Contains("fc1.weight", error.Message, StringComparison.Ordinal);
    }

    private static long Allocated(Func<Inference> make)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        make();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // Convolutions by sums, in place and unfolded, and by tiles, each with what is fused with it.
    private static Layer Deep(int width) => Layer.Image("x", 1, 8, width)
        .Convolution(8, 5, padding: 2).BatchNorm(Activation.Relu)
        .Convolution(24, 3, padding: 1).MaxPoolRows(2).BatchNorm(Activation.Relu)
        .Convolution(32, 5, padding: 2).BatchNorm(Activation.Relu).Columns(context: 1)
        .Convolution(24, 1).BatchNorm(Activation.Relu).Convolution(5, 1);

    private static Layer Network(int width) => Layer.Image("x", 1, 8, width)
        .Convolution(4, 3, padding: 1).MaxPoolRows(2).BatchNorm(Activation.Relu).Columns(context: 1).Convolution(5, 1);
}
