using Inkling.TestKit;

namespace Inkling.Nn.Tests;

public class OutputMemoryTests
{
    private static readonly DataInput Image = Layer.Image("pixel", 2, 12, 12);

    // What is read again late, by several, in place, or after its fused form.
    public static TheoryData<string, Layer> Networks { get; } = new()
    {
        { "chain", Chain(6) },
        { "residual", Block(Block(Block(Image.Convolution(4, 3, padding: 1)))) },
        { "long way back", Chain(4).Add(Image.Convolution(8, 3, padding: 1)) },
        { "branches", Branches(Image.Convolution(5, 3)) },
        { "branches of branches", Branches(Branches(Image.Convolution(3, 3).BatchNorm(Activation.Relu))) },
        { "in place", Image.FullyConnected(30, Activation.Relu).Dropout(0.5).FullyConnected(20, Activation.Tanh).FullyConnected(10, Activation.Softmax) },
    };

    [Theory, MemberData(nameof(Networks))]
    public void Shared_memory_changes_no_result(string name, Layer prediction)
    {
        var parameters = Parameters.Create(prediction, seed: 3);
        byte[] pixels = [.. RandomArrays.Labels(7, 3 * Image.Shape.Size, 256).Select(value => (byte)value)];
        float[] expected = Run(parameters, pixels, training: true), actual = Run(parameters, pixels, training: false);

        Closeness.Require(name, expected, actual, 1e-5);
        Closeness.RequireEqualBits(name, actual, Run(parameters, pixels, training: false, times: 2));
    }

    [Fact]
    public void A_chain_that_learns_nothing_has_two_outputs_in_memory()
    {
        var parameters = Parameters.Create(Chain(30), seed: 3);
        const int Capacity = 64;
        Executor Make() => new(parameters.Network, parameters, Capacity, training: false);
        Make(); // everything is compiled

        long before = GC.GetAllocatedBytesForCurrentThread();
        Make();
        long after = GC.GetAllocatedBytesForCurrentThread();

        long output = Capacity * sizeof(float) * parameters.Network.Output.Shape.Size;
        Assert.InRange(after - before, 2 * output, 6 * output);
    }

    private static float[] Run(Parameters parameters, byte[] pixels, bool training, int times = 1)
    {
        int size = Image.Shape.Size;
        var executor = new Executor(parameters.Network, parameters, pixels.Length / size, training);
        executor.Begin(pixels.Length / size);
        for (int n = 0; n < pixels.Length / size; n++)
            executor.SetPixels(Image, n, pixels.AsSpan(n * size, size));
        for (int time = 0; time < times; time++)
            executor.Forward(training: false);
        return executor.Output.ToArray();
    }

    private static Layer Chain(int length) =>
        Enumerable.Range(0, length).Aggregate((Layer)Image, (layer, _) => layer.Convolution(8, 3, padding: 1).BatchNorm(Activation.Tanh));

    private static Layer Block(Layer layer) => layer.Convolution(4, 3, padding: 1).BatchNorm(Activation.Relu).Convolution(4, 3, padding: 1).BatchNorm().Add(layer);

    private static Layer Branches(Layer layer) =>
        layer.Convolution(9, 3, padding: 1).Concatenate(layer.Convolution(2, 1).BatchNorm(Activation.Relu), layer.MaxPool(3, stride: 1, padding: 1));
}
