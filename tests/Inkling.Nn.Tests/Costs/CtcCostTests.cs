using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class CtcCostTests
{
    private const int Classes = 3, Columns = 5;

    private static readonly DataInput Image = Layer.Image("x", Classes + 1, 1, Columns);
    private static readonly LabelSequenceInput Labels = Layer.Labels("labels", Classes, 4);

    [Fact]
    public void Samples_have_labels_of_their_own_number_and_keep_no_older_ones()
    {
        var executor = NewExecutor(capacity: 3);
        byte[][] first = [[0, 1, 2, 0], [], [1, 1]], second = [[2], [0, 1], []];

        foreach (byte[][] sequences in new[] { first, second })
        {
            float[] logits = RandomArrays.Normal(sequences[0].Length, 3 * Image.Shape.Size);
            executor.Begin(3);
            for (int n = 0; n < 3; n++)
            {
                executor.SetValues(Image, n, logits.AsSpan(n * Image.Shape.Size, Image.Shape.Size));
                executor.SetLabels(Labels, n, sequences[n]);
            }

            executor.Forward(training: true);

            double[] expected = [.. logits.ToDoubles().Chunk(Image.Shape.Size).Select((x, n) => CtcOracle.Cost(Classes, Columns, x, sequences[n]))];
            Closeness.Require("costs", expected, executor.Output, 1e-6);
            Closeness.RequireEqualBits("prediction", logits, executor.Prediction);
        }
    }

    [Fact]
    public void The_gradient_of_parameters_is_that_of_the_cost()
    {
        var input = Layer.Image("pixel", 1, 3, 7);
        var cost = Cost.Ctc(input.Convolution(Classes + 1, 3), Labels);
        var parameters = Parameters.Create(cost, seed: 2);
        var executor = new Executor(new(cost), parameters, 2, training: true);
        float[] pixels = RandomArrays.Normal(3, 2 * 21), gradients = new float[parameters.Values.Length];
        byte[][] sequences = [[1, 1], [0, 2, 1]];

        executor.Begin(2);
        for (int n = 0; n < 2; n++)
        {
            executor.SetValues(input, n, pixels.AsSpan(n * 21, 21));
            executor.SetLabels(Labels, n, sequences[n]);
        }

        executor.Forward(training: true);
        executor.Backward(0.5f, gradients);

        double[] values = parameters.Values.ToArray().ToDoubles();
        double[] expected = CentralDifferences.Gradient(
            () => pixels.ToDoubles().Chunk(21).Select((x, n) => CtcOracle.Cost(Classes, Columns, Convolve(x, values), sequences[n])).Average(), values);
        Closeness.Require("gradients", expected, gradients, 1e-5);

        static double[] Convolve(double[] x, double[] values) =>
            ConvolutionOracle.Forward(new(1, 1, 3, 7, Classes + 1, 3, 1, 0), x, values[..(9 * (Classes + 1))], values[(9 * (Classes + 1))..]);
    }

    [Fact]
    public void Labels_without_room_are_refused_by_sample_and_numbers()
    {
        var executor = NewExecutor(capacity: 2);
        executor.Begin(2);
        executor.SetLabels(Labels, 1, [1, 1, 1, 0]);

        var refused = Assert.Throws<ArgumentException>(() => executor.Forward(training: true));

        Assert.Equal("ctc: sample 1 of 2 (1 1 1 0): 4 labels, of which 2 equal the one before, need 6 columns, got 5", refused.Message);
    }

    [Fact]
    public void Labels_out_of_range_are_refused()
    {
        var executor = NewExecutor(capacity: 2);
        executor.Begin(1);

        Assert.Contains("labels 'labels': expected 0..2", Assert.Throws<ArgumentOutOfRangeException>(() => executor.SetLabels(Labels, 0, [0, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("labels 'labels': sample expected at most 4 labels, got 5", Assert.Throws<ArgumentException>(() => executor.SetLabels(Labels, 0, new byte[5])).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => executor.SetLabels(Labels, 1, [0]));
        Assert.Contains("no input of this network", Assert.Throws<ArgumentException>(() => executor.SetLabels(Layer.Labels("other", 3, 4), 0, [0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_knows_its_inputs_of_sequences()
    {
        var network = new Network(Cost.Ctc(Image, Labels));

        Assert.Same(Labels, Assert.Single(network.LabelSequenceInputs));
        Assert.Empty(network.LabelInputs);
        Assert.Contains("labels: 4, 3 classes, at most 4 labels", network.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_describe_an_input_of_sequences()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("labels.safetensors");
        Parameters.Create(Labels).Save(path);

        var loaded = Assert.IsType<LabelSequenceInput>(Parameters.Load(path).Network.Output);

        Assert.Equal((Labels.GivenName, 3, 4), (loaded.GivenName, loaded.Classes, loaded.MaxLength));
    }

    private static Executor NewExecutor(int capacity)
    {
        var cost = Cost.Ctc(Image, Labels);
        return new(new(cost), Parameters.Create(cost), capacity, training: true);
    }
}
