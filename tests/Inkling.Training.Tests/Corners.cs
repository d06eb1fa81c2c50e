using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training.Tests;

/// <summary>A small problem that a network can learn: which of three corners of a 4×4 image is bright.</summary>
internal static class Corners
{
    public const int Classes = 3;
    private const int Side = 4;

    public static Reader<Sample> Samples(int count, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new Sample[count];
        for (int i = 0; i < count; i++)
        {
            var pixels = new byte[Side * Side];
            random.NextBytes(pixels);
            int label = random.Next(Classes);
            for (int p = 0; p < pixels.Length; p++)
                pixels[p] = (byte)(pixels[p] / 4 + (p / 5 == label ? 160 : 0));
            samples[i] = new(pixels, label);
        }

        return Reader.Of(samples);
    }

    public static BatchReader Batches(int count = 100, int size = 10) => Samples(count).Shuffle(64, seed: 5).Batch(size);

    public static Cost Cost(int hidden = 8)
    {
        var image = Layer.Image("pixel", 1, Side, Side);
        return Nn.Cost.Classification(
            image.ConvPool(3, 3, 2, Activation.Relu).FullyConnected(hidden, Activation.Tanh).FullyConnected(Classes, Activation.Softmax),
            Layer.Label("label", Classes));
    }

    /// <summary>With layers that act differently while learning: batch normalization, of the input first, and dropout.</summary>
    public static Cost NormalizedCost()
    {
        var image = Layer.Image("pixel", 1, Side, Side);
        return Nn.Cost.Classification(
            image.BatchNorm().ConvNormPool(3, 3, 2, Activation.Relu).Dropout(0.25).FullyConnected(8, Activation.Tanh).Dropout(0.25)
                .FullyConnected(Classes, Activation.Softmax),
            Layer.Label("label", Classes));
    }

    public static Trainer Trainer(int threads = 2, double rate = 0.05, int hidden = 8, double momentum = 0.9) =>
        Trainer(new Momentum(Schedule.OneCycle(rate), momentum, l2: 1e-3), threads, hidden);

    public static Trainer Trainer(Optimizer optimizer, int threads = 2, int hidden = 8, GradientClipping? clipping = null, ModelAverage? average = null)
    {
        var cost = Cost(hidden);
        return new(cost, Parameters.Create(cost, seed: 3), optimizer, threads, clipping: clipping, average: average);
    }
}
