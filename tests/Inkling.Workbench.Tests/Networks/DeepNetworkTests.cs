using Inkling.Data;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Training;

namespace Inkling.Workbench.Tests.Networks;

/// <summary>Networks beyond the chapter's, trained for two passes on real digits: that graphs, normalization and dropout work together.</summary>
public class DeepNetworkTests
{
    private const int TrainingSamples = 6_400, TestSamples = 1_000;

    private static readonly Dictionary<string, (Func<Layer, Layer> Create, int Parameters)> Networks = new()
    {
        ["small VGG"] = (image => DigitNetwork.SmallVgg(image), 219_386),
        ["small residual"] = (image => DigitNetwork.SmallResidual(image), 78_762),
        ["convolution, normalization, pooling"] = (
            image => image.ConvNormPool(8, 5, 2, Activation.Relu).ConvNormPool(16, 5, 2, Activation.Relu).FullyConnected(10, Activation.Softmax), 6_090),
    };

    public static TheoryData<string> Names { get; } = [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_has_its_parameters(string name) => Assert.Equal(Networks[name].Parameters, new Network(Networks[name].Create(Image())).ParameterCount);

    [Theory, MemberData(nameof(Names))]
    public void It_learns_real_digits_in_two_passes(string name)
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        Assert.SkipUnless(TestFolders.Mnist is not null, TestFolders.MnistIsAbsent);
        var mnist = new MnistCache(TestFolders.Mnist!, source: null).Load();
        var cost = Cost.Classification(Networks[name].Create(Image()), Layer.Label("label", 10));
        var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Momentum(Schedule.OneCycle(0.05), l2: 5e-4));

        var result = trainer.Train(mnist.Train.FirstN(TrainingSamples).Shuffle(TrainingSamples, seed: 1).Batch(64), passes: 2);
        var test = trainer.Test(mnist.Test.FirstN(TestSamples).Batch(100));

        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {test.Metrics.Accuracy:P2}");
        Assert.Equal(Outcome.Completed, result.Outcome);
        Assert.InRange(test.Metrics.Accuracy, 0.9, 1.0);
    }

    private static DataInput Image() => Layer.Image("pixel", 1, 28, 28);
}
