using System.Globalization;
using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>Ten steps of training of the chapter's networks on real digits, beside the same ten steps in libtorch.</summary>
public class TrainingGoldenTests
{
    private const int Steps = 10, Batch = 128, Pixels = 784;
    private const float Momentum = 0.9f, L2 = 0.0005f;
    private const double Tolerance = 1e-4;

    // Reached with 256 bits, relative to the largest magnitude of each tensor: costs 2e-7, weights 1.6e-7, biases 1e-6, probabilities 3e-7.
    [Theory]
    [InlineData("softmax", 0.01f)]
    [InlineData("mlp", 0.05f)]
    public void Ten_steps_of_a_perceptron_equal_libtorch(string name, float rate) => CheckTenSteps(name, rate);

    // Reached with 256 bits: costs 2.1e-7. Where two values of a pooling window differ by rounding alone, libtorch may take the other one; the two
    // trainings then part by up to 4e-4 in the cost of the tenth step. With sums as exact as these it has not happened on any path.
    [Fact, Trait(VectorPath.Runs, VectorPath.WithVectors)]
    public void Ten_steps_of_the_LeNet_equal_libtorch() => CheckTenSteps("lenet", rate: 0.05f);

    private static void CheckTenSteps(string name, float rate)
    {
        var golden = GoldenFile.TryRead("train-10-steps-" + name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent("train-10-steps-" + name));
        Assert.SkipWhen(TestFolders.Mnist is null, TestFolders.MnistIsAbsent);
        var (images, labels) = MnistFiles.FirstTraining(TestFolders.Mnist, Steps * Batch);

        var network = new Network(Cost.Classification(ChapterNetworks.Prediction(name), ChapterNetworks.Label));
        var parameters = Parameters.Create(network.Output);
        foreach (string parameter in parameters.Names)
            parameters.Set(parameter, golden.Extents("init." + parameter), golden.Floats("init." + parameter));

        float[] costs = Train(network, parameters, rate, images, labels);

        Report("cost", Closeness.Require("cost_per_step", golden.Floats("cost_per_step"), costs, Tolerance));
        foreach (string parameter in parameters.Names)
            Report(parameter, Closeness.Require(parameter, golden.Floats("final." + parameter), parameters.Get(parameter), Tolerance));
        float[] probabilities = new Inference(parameters).Infer(images.AsSpan(0, 8 * Pixels));
        Report("probabilities", Closeness.Require("probabilities", golden.Floats("final_probabilities_of_first_8"), probabilities, Tolerance));
    }

    private static float[] Train(Network network, Parameters parameters, float rate, byte[] images, byte[] labels)
    {
        var executor = new Executor(network, parameters, Batch, training: true);
        var image = network.DataInputs.Single();
        float[] gradients = new float[network.ParameterCount], velocity = new float[network.ParameterCount], costs = new float[Steps];
        for (int step = 0; step < Steps; step++)
        {
            executor.Begin(Batch);
            for (int i = 0; i < Batch; i++)
            {
                executor.SetPixels(image, i, images.AsSpan((step * Batch + i) * Pixels, Pixels));
                executor.SetLabel(ChapterNetworks.Label, i, labels[step * Batch + i]);
            }

            executor.Forward(training: true);
            costs[step] = Reductions.Sum(executor.Output) / Batch;
            Array.Clear(gradients);
            executor.Backward(1f / Batch, gradients);
            StepWithMomentum(rate, gradients, velocity, parameters.Buffer.Span);
            executor.Prepare();
        }

        return costs;
    }

    private static void StepWithMomentum(float rate, float[] gradients, float[] velocity, Span<float> weights)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            velocity[i] = (Momentum * velocity[i]) - (rate * (gradients[i] + (L2 * weights[i])));
            weights[i] += velocity[i];
        }
    }

    private static void Report(string what, double error) =>
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {error:E1}"));
}
