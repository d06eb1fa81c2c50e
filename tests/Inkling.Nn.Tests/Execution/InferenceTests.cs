using Inkling.TestKit;

namespace Inkling.Nn.Tests;

public class InferenceTests
{
    private const int Pixels = 784, Samples = 70;

    private static readonly byte[] Images = RandomArrays.Bytes(1, Samples * Pixels);

    private static readonly Dictionary<string, Layer> Predictions = new()
    {
        ["softmax"] = ChapterNetworks.Prediction("softmax"),
        ["mlp"] = ChapterNetworks.Prediction("mlp"),
        ["convolutional"] = Layer.Image("pixel", 1, 28, 28)
            .ConvPool(3, 5, 2, Activation.Tanh).ConvPool(5, 4, 2, Activation.Sigmoid).FullyConnected(10, Activation.Softmax),
        ["residual"] = Residual(Layer.Image("pixel", 1, 28, 28).ConvNormPool(4, 3, 4, Activation.Relu)).Dropout(0.5).FullyConnected(10, Activation.Softmax),
    };

    public static TheoryData<string> Networks { get; } = [.. Predictions.Keys];

    [Theory, MemberData(nameof(Networks))]
    public void Any_batch_size_gives_the_same_bits(string name)
    {
        var inference = new Inference(Parameters.Create(Predictions[name], seed: 2));
        float[] together = inference.Infer(Images);

        foreach (int size in new[] { 1, 3, 31, 32, 33 })
        {
            for (int from = 0; from < Samples; from += size)
            {
                int count = Math.Min(size, Samples - from);
                float[] part = inference.Infer(Images.AsSpan(from * Pixels, count * Pixels));
                Closeness.RequireEqualBits($"{name}, {count} samples from {from}", together.AsSpan(from * 10, count * 10), part);
            }
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void Eight_threads_at_once_give_the_same_bits_as_one(string name)
    {
        var inference = new Inference(Parameters.Create(Predictions[name], seed: 2));
        float[] alone = inference.Infer(Images);
        using var start = new Barrier(8);

        var results = new float[8][];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < 3; i++)
                results[t] = inference.Infer(Images);
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        for (int t = 0; t < 8; t++)
            Closeness.RequireEqualBits($"{name}, thread {t}", alone, results[t]);
    }

    [Theory, MemberData(nameof(Networks))]
    public void Classes_are_those_of_the_largest_values(string name)
    {
        var inference = new Inference(Parameters.Create(Predictions[name], seed: 2));

        Assert.Equal(inference.Infer(Images).Chunk(10).Select(row => Array.IndexOf(row, row.Max())), inference.InferClasses(Images));
        Assert.Empty(inference.InferClasses([]));
    }

    [Theory, MemberData(nameof(Networks))]
    public void Numbers_are_used_as_they_are(string name)
    {
        var inference = new Inference(Parameters.Create(Predictions[name], seed: 2));
        float[] scaled = new float[Images.Length];
        Compute.PixelScaling.Apply(Images, 2f / 255f, -1f, scaled);

        Closeness.RequireEqualBits(name, inference.Infer(Images), inference.InferValues(scaled));
        Assert.Throws<ArgumentException>(() => inference.InferValues(new float[Pixels + 1]));
    }

    [Fact]
    public void It_keeps_the_parameters_it_was_made_with()
    {
        var parameters = Parameters.Create(ChapterNetworks.Prediction("softmax"));
        var inference = new Inference(parameters);
        float[] before = inference.Infer(Images);

        parameters.Set("fc1.bias", [10], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);

        Closeness.RequireEqualBits("probabilities", before, inference.Infer(Images));
        Assert.NotEqual(before, new Inference(parameters).Infer(Images));
    }

    [Fact]
    public void Parameters_of_a_cost_predict_like_those_of_its_prediction()
    {
        var prediction = ChapterNetworks.Prediction("mlp");
        var learned = Parameters.Create(Cost.Classification(prediction, ChapterNetworks.Label), seed: 4);

        float[] ofCost = new Inference(learned).Infer(Images), ofPrediction = new Inference(prediction, learned).Infer(Images);

        Closeness.RequireEqualBits("probabilities", ofCost, ofPrediction);
        Assert.All(ofCost.Chunk(10), row => Assert.Equal(1f, row.Sum(), 1e-5f));
    }

    [Fact]
    public void No_sample_gives_no_result() => Assert.Empty(new Inference(Parameters.Create(ChapterNetworks.Prediction("softmax"))).Infer([]));

    [Fact]
    public void What_does_not_fit_is_refused_with_the_sizes()
    {
        var inference = new Inference(Parameters.Create(ChapterNetworks.Prediction("softmax")));

        var error = Assert.Throws<ArgumentException>(() => inference.Infer(new byte[785]));
        Assert.Contains("784 values (1×28×28), got 785", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => inference.Infer(new byte[784], new float[9]));
        Assert.Throws<ArgumentException>(() => inference.Infer(new byte[785], new float[10]));
        Assert.Throws<ArgumentException>(() => new Inference(ChapterNetworks.Prediction("mlp"), Parameters.Create(ChapterNetworks.Prediction("softmax"))));
    }

    [Fact]
    public void A_network_with_two_data_inputs_takes_the_values_of_one_after_those_of_the_other()
    {
        var both = new Inference(Parameters.Create(new Add([Layer.Numbers("a", 3), Layer.Numbers("b", 3)])));

        Assert.Equal(Shape.Vector(6), both.InputShape);
        Assert.Equal([11f, 22f, 33f, 1f, 1f, 2f], both.InferValues([1f, 2f, 3f, 10f, 20f, 30f, 0f, 1f, 0f, 1f, 0f, 2f]));
        Assert.Contains("expected whole samples of 6 values", Assert.Throws<ArgumentException>(() => both.InferValues([1f, 2f, 3f])).Message, StringComparison.Ordinal);
        Assert.Contains("data 'a': sample expected numbers, got bytes", Assert.Throws<ArgumentException>(() => both.Infer(new byte[6])).Message, StringComparison.Ordinal);
    }

    private static Layer Residual(Layer input) => input.Convolution(4, 3, padding: 1).BatchNorm(Activation.Relu).Add(input);
}
