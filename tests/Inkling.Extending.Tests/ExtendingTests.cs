using Inkling.Data;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Training;
using Inkling.Workbench.Interchange.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Inkling.Extending.Tests;

/// <summary>A layer, an activation, a cost, an optimizer, a schedule and a reader of another assembly, learned, saved, resumed and exported as those of the libraries are.</summary>
public sealed class ExtendingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    static ExtendingTests()
    {
        ChannelScale.Register();
        Swish.Register();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_layer_keeps_what_all_layers_promise() => new LayerContract(
        new ChannelScale(Layer.Image("x", 3, 4, 5)),
        (run, inputs, parameters) => [.. inputs[0].Select((x, i) => parameters[0][i / 20 % 3] * x)]).Check();

    [Fact]
    public void An_activation_keeps_what_all_layers_promise() => new LayerContract(
        new ActivationLayer(Layer.Image("x", 3, 4, 5), Swish.Activation),
        (run, inputs, parameters) => [.. inputs[0].Select(x => x / (1 + Math.Exp(-x)))]).Check();

    [Fact]
    public void A_cost_keeps_what_all_layers_promise() => new LayerContract(
        new HingeCost(Layer.Vector("x", 5), Layer.Label("label", 5)),
        (run, inputs, parameters) => [.. inputs[0].Chunk(5).Select((x, n) =>
            x.Where((_, i) => i != run.Labels[n]).Sum(other => Math.Pow(Math.Max(0, 1 + other - x[run.Labels[n]]), 2)))]).Check();

    [Fact]
    public void A_contract_that_is_broken_is_told() => Assert.Throws<MismatchException>(() => new LayerContract(
        new ChannelScale(Layer.Image("x", 3, 4, 5)), (run, inputs, parameters) => inputs[0]).Check());

    [Fact]
    public void A_network_of_them_learns_on_any_number_of_threads_to_the_same_bits()
    {
        var one = TrainerOf(threads: 1);
        var three = TrainerOf(threads: 3);

        one.Train(Spots.Read(512, seed: 1).Batch(32), passes: 6);
        three.Train(Spots.Read(512, seed: 1).Batch(32), passes: 6);

        Assert.Equal(one.Parameters.Hash(), three.Parameters.Hash());
        var test = one.Test(Spots.Read(200, seed: 2).Batch(50));
        Assert.True(test.Metrics.Accuracy > 0.95, $"{test.Metrics.Accuracy}");
    }

    [Fact]
    public void A_training_of_them_goes_on_from_a_checkpoint_to_the_same_bits()
    {
        var whole = TrainerOf();
        whole.Train(Spots.Read(128, seed: 1).Batch(32), passes: 4);

        var first = TrainerOf();
        first.Train(Spots.Read(128, seed: 1).Batch(32), passes: 2);
        Checkpoint.Save(first, _folder.File("checkpoint"));
        var second = TrainerOf();
        Checkpoint.Restore(second, _folder.File("checkpoint"));
        second.Train(Spots.Read(128, seed: 1).Batch(32), passes: 4);

        Assert.Equal(whole.Parameters.Hash(), second.Parameters.Hash());
        Assert.Contains("lion, beta 0.9 0.99, l2 0, triangles, rate 0.02, period 10", Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(OtherOptimizer(), _folder.File("checkpoint"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_them_is_read_and_their_graph_computes_the_same_in_ONNX_Runtime()
    {
        var trainer = TrainerOf();
        trainer.Train(Spots.Read(128, seed: 1).Batch(32), passes: 1);
        var learned = trainer.Parameters.CopyFor(trainer.Parameters.Network.Prediction.Output);
        learned.Save(_folder.File("spots.safetensors"));

        var read = Parameters.Load(_folder.File("spots.safetensors"));
        Assert.Equal(learned.Hash(), read.Hash());
        Assert.Contains(read.Network.Layers, layer => layer is ChannelScale);

        OnnxFile.Save(read, _folder.File("spots.onnx"));
        byte[] pixels = [.. Spots.Read(20, seed: 2).Read().SelectMany(sample => sample.Pixels.ToArray())];
        using var session = new InferenceSession(_folder.File("spots.onnx"));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("pixel", new DenseTensor<byte>(pixels, [20, 1, Spots.Side, Spots.Side]))]);
        float[] expected = new Inference(read).Infer(pixels), got = [.. results[0].AsEnumerable<float>()];
        Closeness.Require("onnx", expected.ToDoubles(), got, 1e-5);
    }

    [Fact]
    public void A_word_for_two_kinds_of_layers_is_refused()
    {
        var taken = Assert.Throws<ArgumentException>(() => Layer.Register("fc", layer => new ChannelScale(layer.Input)));
        Assert.StartsWith("layer kind 'fc': expected a new one, but it is known already", taken.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Layer.Register("relu", layer => new ChannelScale(layer.Input)));
        Assert.Throws<ArgumentException>(() => Activation.Register(Activation.Elementwise("tanh", x => x, (_, _) => 1f)));

        // The same once more does no harm.
        Activation.Register(Activation.Relu);
        Swish.Register();
    }

    private static Trainer TrainerOf(int threads = 2) => TrainerOf(new Lion(new Triangles(0.02, 10)), threads);

    private static Trainer OtherOptimizer() => TrainerOf(new Lion(0.02), threads: 1);

    private static Trainer TrainerOf(Optimizer optimizer, int threads)
    {
        var image = Layer.Image("pixel", 1, Spots.Side, Spots.Side);
        var features = new ChannelScale(image.Convolution(6, 3)).Activate(Swish.Activation);
        var cost = new HingeCost(features.FullyConnected(Spots.Classes), Layer.Label("label", Spots.Classes));
        return new(cost, Parameters.Create(cost, seed: 1), optimizer, threads);
    }
}
