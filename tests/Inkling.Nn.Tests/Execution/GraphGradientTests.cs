using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>Whole networks: their costs and the gradients of all parameters, against central differences of the oracle.</summary>
public class GraphGradientTests
{
    private const int Count = 3, Classes = 4;

    private static readonly DataInput Image = Layer.Image("pixel", 2, 8, 8);
    private static readonly DataInput Vector = Layer.Vector("x", 6);
    private static readonly LabelInput Label = Layer.Label("label", Classes);

    private static readonly Dictionary<string, Func<Cost>> Graphs = new()
    {
        ["a convolutional network"] = () => Classify(Image.ConvPool(3, 3, 2, Activation.Relu).ConvPool(4, 2, 2, Activation.Tanh)),
        ["pooling without an activation"] = () => Classify(new MaxPooling2D(new Convolution2D(Image, 3, 3), 2)),
        ["pooled convolutions of which one has a second reader"] = () =>
        {
            var shared = new Convolution2D(Image.Convolution(3, 3, padding: 1), 3, 3);
            return Classify(new Add([new MaxPooling2D(shared, 2), new SumPooling2D(shared, PoolingDivisor.Cells, 2)]));
        },
        ["an activation below pooling"] = () => Classify(Image.Convolution(3, 3, Activation.Sigmoid, padding: 1).AveragePool(3, 2, 1)),
        ["normalizations, one with a rectifier and one with another activation"] = () =>
            Classify(Image.Convolution(3, 3).BatchNorm(Activation.Relu).Convolution(4, 3, padding: 1).BatchNorm(Activation.Tanh).MaxPool(2)),
        ["a normalization on pooling"] = () => Classify(Image.ConvPool(3, 3, 2, Activation.Relu).BatchNorm(Activation.Relu)),
        ["a normalization of the data"] = () => Classify(Image.BatchNorm(Activation.Relu)),
        ["a normalization read by two activations"] = () => Fork(layer => layer.BatchNorm() is var shared ? (shared.Activate(Activation.Relu), shared.Activate(Activation.Tanh)) : default),
        ["a normalization of what is read twice"] = () => Fork(layer => (layer.BatchNorm(Activation.Relu), layer.Activate(Activation.Tanh).BatchNorm())),
        ["a perceptron"] = () => Classify(Vector.FullyConnected(9, Activation.Relu).FullyConnected(7, Activation.Sigmoid)),
        ["square error of a sigmoid"] = () => Cost.SquareError(Vector.FullyConnected(Classes, Activation.Sigmoid), Label),
        ["square error of a softmax"] = () => Cost.SquareError(Vector.FullyConnected(Classes, Activation.Softmax), Label),
        ["an activation on an activation"] = () => Classify(Vector.FullyConnected(5, Activation.Sigmoid).Activate(Activation.Tanh)),
        ["three activations in a row"] = () =>
            Classify(Vector.FullyConnected(5, Activation.Tanh).Activate(Activation.Softmax).Activate(Activation.Sigmoid)),
        ["an activation on pooled activations"] = () => Classify(Image.ConvPool(3, 3, 2, Activation.Tanh).Activate(Activation.Sigmoid)),
        ["a softmax in the middle"] = () => Classify(Vector.FullyConnected(5, Activation.Softmax)),
        ["an activation of the data"] = () => Classify(Vector.Activate(Activation.Tanh)),
        ["a layer read by two activations"] = () => Fork(layer => (layer.Activate(Activation.Sigmoid), layer.Activate(Activation.Tanh))),
        ["a layer read by an activation and as it is"] = () => Fork(layer => (layer.Activate(Activation.Sigmoid), layer)),
        ["a layer read twice by one layer"] = () => Fork(layer => (layer, layer)),
        ["a residual block"] = () => Fork(layer => (layer.FullyConnected(5, Activation.Tanh).FullyConnected(5), layer)),
        ["an activation read twice"] = () => Fork(layer =>
        {
            var shared = layer.Activate(Activation.Tanh);
            return (shared.Activate(Activation.Sigmoid), shared.FullyConnected(5));
        }),
    };

    public static TheoryData<string> Names { get; } = [.. Graphs.Keys];

    // Reached: 2e-6, over all vector paths.
    [Theory, MemberData(nameof(Names))]
    public void Costs_and_gradients_equal_the_oracle(string name)
    {
        var network = new Network(Graphs[name]());
        var parameters = Parameters.Create(network.Output, seed: 5);
        RandomArrays.Normal(6, network.ParameterCount).CopyTo(parameters.Buffer.Span);
        float[] data = RandomArrays.Normal(7, Count * network.DataInputs.Single().Shape.Size), gradients = new float[network.ParameterCount];
        int[] labels = RandomArrays.Labels(8, Count, Classes);

        var executor = Begin(network, parameters, data, labels);
        executor.Forward(training: true);
        executor.Backward(1f / Count, gradients);

        double[] at = parameters.Buffer.ToArray().ToDoubles();
        double[] Costs() => NetworkOracle.Forward(network, Count, data.ToDoubles(), at, labels);
        Closeness.Require($"{name}, costs", Costs(), executor.Output, 1e-5);
        double[] expected = Learned(CentralDifferences.Gradient(() => Costs().Average(), at));
        Closeness.Require($"{name}, gradients", expected, Learned(gradients), 1e-5);

        executor.Backward(1f / Count, gradients);
        Closeness.Require($"{name}, gradients added twice", Array.ConvertAll(expected, value => 2 * value), Learned(gradients), 1e-5);

        // The others are observed.
        T[] Learned<T>(T[] values) => [.. parameters.LearnedRanges.SelectMany(range => values[range])];
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_allocated_after_the_first_run(string name)
    {
        var network = new Network(Graphs[name]());
        var data = network.DataInputs.Single();
        var executor = new Executor(network, Parameters.Create(network.Output), Count, training: true);
        var gradients = new float[network.ParameterCount];
        byte[] pixels = RandomArrays.Bytes(1, data.Shape.Size);
        Repeat(2);

        Assert.Equal(0, Allocation.LeastOf(() => Repeat(10)));

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                executor.Begin(1 + i % Count);
                executor.SetPixels(data, 0, pixels);
                executor.SetLabel(Label, 0, 1);
                executor.Forward(training: true);
                executor.Backward(1f, gradients);
                executor.Prepare();
            }
        }
    }

    private static Executor Begin(Network network, Parameters parameters, float[] data, int[] labels)
    {
        var executor = new Executor(network, parameters, Count + 2, training: true);
        var input = network.DataInputs.Single();
        executor.Begin(Count);
        for (int i = 0; i < Count; i++)
        {
            executor.SetValues(input, i, data.AsSpan(i * input.Shape.Size, input.Shape.Size));
            executor.SetLabel(Label, i, labels[i]);
        }

        return executor;
    }

    private static Cost Classify(Layer layer) => Cost.Classification(layer.FullyConnected(Classes, Activation.Softmax), Label);

    private static Cost Fork(Func<Layer, (Layer A, Layer B)> branches)
    {
        var (a, b) = branches(Vector.FullyConnected(5));
        return Classify(new Add([a, b]));
    }
}
