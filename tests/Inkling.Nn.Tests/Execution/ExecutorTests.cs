using Inkling.TestKit;

namespace Inkling.Nn.Tests;

public class ExecutorTests
{
    private static readonly DataInput Vector = Layer.Vector("x", 3);

    [Fact]
    public void Bytes_are_scaled_as_the_input_says()
    {
        foreach (var scaling in new[] { PixelRange.MinusOneToOne, PixelRange.ZeroToOne, new PixelRange(3f, -5f) })
        {
            var input = new DataInput("x", new(1, 16, 16), scaling);
            var executor = new Executor(new(input), Parameters.Create(input), 1, training: false);
            byte[] pixels = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

            executor.Begin(1);
            executor.SetPixels(input, 0, pixels);
            executor.Forward(training: false);

            double[] expected = [.. pixels.Select(pixel => scaling.Low + pixel / 255.0 * (scaling.High - scaling.Low))];
            Closeness.Require($"{scaling}", expected, executor.Output, 3e-7);
        }
    }

    [Fact]
    public void The_prediction_of_a_cost_is_that_of_its_softmax()
    {
        var prediction = Vector.FullyConnected(4, Activation.Softmax);
        var label = Layer.Label("label", 4);
        foreach (var cost in new[] { Cost.Classification(prediction, label), Cost.SquareError(prediction, label) })
        {
            var parameters = Parameters.Create(cost);
            Executor learning = new(new(cost), parameters, 2, training: true), inferring = new(new(prediction), parameters.CopyFor(prediction), 2, training: false);
            foreach (var executor in new[] { learning, inferring })
            {
                executor.Begin(1);
                executor.SetValues(Vector, 0, [1f, -2f, 0.5f]);
            }

            learning.SetLabel(label, 0, 2);
            learning.Forward(training: true);
            inferring.Forward(training: false);

            Closeness.RequireEqualBits(cost.Kind, inferring.Prediction, learning.Prediction);
        }
    }

    // Set for the first layer, changed later: a convolution packs its weights once and must be told.
    [Fact]
    public void Prepare_takes_over_changed_parameters()
    {
        var image = Layer.Image("pixel", 1, 6, 6);
        var layer = image.Convolution(2, 3);
        var parameters = Parameters.Create(layer, seed: 1);
        var executor = new Executor(new(layer), parameters, 1, training: false);
        Parameters.Create(layer, seed: 2).Values.CopyTo(parameters.Buffer.Span);

        executor.Prepare();

        var fresh = new Executor(new(layer), parameters, 1, training: false);
        foreach (var each in new[] { executor, fresh })
        {
            each.Begin(1);
            each.SetPixels(image, 0, RandomArrays.Bytes(1, 36));
            each.Forward(training: false);
        }

        Closeness.RequireEqualBits("output", fresh.Output, executor.Output);
    }

    [Fact]
    public void A_smaller_run_after_a_larger_one_gives_the_same_bits_as_alone()
    {
        var layer = Vector.FullyConnected(5, Activation.Tanh);
        var parameters = Parameters.Create(layer);
        Executor used = new(new(layer), parameters, 4, training: false), fresh = new(new(layer), parameters, 4, training: false);
        used.Begin(4);
        for (int i = 0; i < 4; i++)
            used.SetValues(Vector, i, [9f, 9f, 9f]);
        used.Forward(training: false);

        foreach (var executor in new[] { used, fresh })
        {
            executor.Begin(2);
            executor.SetValues(Vector, 0, [1f, 2f, 3f]);
            executor.SetValues(Vector, 1, [4f, 5f, 6f]);
            executor.Forward(training: false);
        }

        Closeness.RequireEqualBits("output", fresh.Output, used.Output);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var label = Layer.Label("label", 2);
        var network = new Network(Cost.Classification(Vector.FullyConnected(2, Activation.Softmax), label));
        var parameters = Parameters.Create(network.Output);
        var executor = new Executor(network, parameters, 2, training: true);

        Assert.Throws<ArgumentOutOfRangeException>(() => new Executor(network, parameters, 0, training: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => executor.Begin(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => executor.Begin(3));
        executor.Begin(1);
        Assert.Contains("3 bytes (3), got 4", Assert.Throws<ArgumentException>(() => executor.SetPixels(Vector, 0, new byte[4])).Message, StringComparison.Ordinal);
        Assert.Contains("3 values (3), got 2", Assert.Throws<ArgumentException>(() => executor.SetValues(Vector, 0, new float[2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => executor.SetValues(Vector, 1, new float[3]));
        Assert.Contains("'label': expected 0..1", Assert.Throws<ArgumentOutOfRangeException>(() => executor.SetLabel(label, 0, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => executor.SetLabel(label, 0, -1));
        Assert.Contains("expected 8 values, got 7", Assert.Throws<ArgumentException>(() => executor.Backward(1f, new float[7])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Executor(network, parameters, 1, training: false).Forward(training: true));
        Assert.Throws<InvalidOperationException>(() => new Executor(network, parameters, 1, training: false).Backward(1f, new float[8]));
        Assert.Throws<InvalidOperationException>(() => new Executor(new(Vector), Parameters.Create(Vector), 1, training: true).Backward(1f, default));
    }

    // Equal names and offsets, other extents: fc 3 → 4 and 4 → 3 both begin their bias at 12.
    [Fact]
    public void Parameters_of_another_network_are_refused()
    {
        var network = new Network(Vector.FullyConnected(4));

        Assert.Throws<ArgumentException>(() => new Executor(network, Parameters.Create(Vector.FullyConnected(5)), 1, training: false));
        Assert.Throws<ArgumentException>(() => new Executor(network, Parameters.Create(Layer.Vector("y", 4).FullyConnected(3)), 1, training: false));
        Assert.Throws<ArgumentException>(() => new Executor(network, Parameters.Create(Vector), 1, training: false));
    }
}
