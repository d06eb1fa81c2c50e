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
    public void Inputs_that_are_read_late_stay_as_they_were_set()
    {
        var late = Layer.Image("late", 2, 12, 12);
        Layer chain = Image.FullyConnected(300, Activation.Tanh).FullyConnected(300, Activation.Tanh).FullyConnected(Image.Shape.Size);
        var prediction = chain.Add(late.FullyConnected(Image.Shape.Size)).FullyConnected(4);
        var numbers = Layer.Targets("numbers", 4);
        var parameters = Parameters.Create(Cost.SquareError(prediction, numbers), seed: 5);
        byte[] pixels = [.. RandomArrays.Labels(7, 2 * Image.Shape.Size, 256).Select(value => (byte)value)];

        float[] Run(bool training)
        {
            var executor = new Executor(parameters.Network, parameters, 1, training);
            executor.Begin(1);
            executor.SetPixels(Image, 0, pixels.AsSpan(0, Image.Shape.Size));
            executor.SetPixels(late, 0, pixels.AsSpan(Image.Shape.Size));
            executor.SetTargets(numbers, 0, [0.1f, 0.2f, 0.3f, 0.4f]);
            executor.Forward(training: false);
            return [.. executor.Output, .. executor.Prediction];
        }

        Assert.Equal(Run(training: true), Run(training: false));
    }

    [Fact]
    public void A_longer_chain_that_learns_nothing_has_no_more_outputs_in_memory()
    {
        const int Capacity = 512;
        long output = Capacity * sizeof(float) * Chain(1).Shape.Size;
        Allocated(1); // everything is compiled

        Assert.InRange(Allocated(5), 2 * output, 4 * output);
        Assert.InRange(Allocated(25) - Allocated(5), 0, output);

        static long Allocated(int length)
        {
            var parameters = Parameters.Create(Chain(length), seed: 3);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new Executor(parameters.Network, parameters, Capacity, training: false);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
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
