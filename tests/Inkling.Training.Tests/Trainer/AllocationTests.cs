using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training.Tests;

/// <summary>Runs alone, after all other tests: what is measured is what the whole process allocates, its workers included.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    private const int BatchSize = 40;
    private const string Sequences = "a reader of sequences";

    private static readonly DataInput Image = Layer.Image("pixel", 1, 28, 28);

    private static readonly Dictionary<string, Func<Layer>> Networks = new()
    {
        ["softmax regression"] = () => Image.FullyConnected(10, Activation.Softmax),
        ["multilayer perceptron"] = () => Image.FullyConnected(128, Activation.Relu).FullyConnected(10, Activation.Softmax),
        ["LeNet"] = () => Image.ConvPool(20, 5, 2, Activation.Relu).ConvPool(50, 5, 2, Activation.Relu).FullyConnected(10, Activation.Softmax),
        ["normalized, with dropout and a branch"] = () => Branch(Image.ConvNormPool(4, 3, 4, Activation.Relu)).Dropout(0.5).FullyConnected(10, Activation.Softmax),
    };

    private static readonly Dictionary<string, Func<Cost, Parameters, Trainer>> Trainers = new()
    {
        ["momentum"] = (cost, parameters) => new(cost, parameters, new Momentum(0.01), threads: 2),
        ["Adam, clipped, averaged"] = (cost, parameters) => new(
            cost, parameters, new Adam(Schedule.OneCycle(0.01).WithWarmUp(10), l2: 1e-3, l1: 1e-4), threads: 2,
            clipping: GradientClipping.ByGlobalNorm(0.1), average: ModelAverage.Window(7)),
    };

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (string network in Networks.Keys)
            data.Add(network, "momentum");
        data.Add("multilayer perceptron", "Adam, clipped, averaged");
        data.Add(Sequences, "momentum");
        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_training_step_on_two_threads_allocates_nothing(string network, string optimizer)
    {
        bool reads = network == Sequences;
        var cost = reads ? Bars.Cost() : Cost.Classification(Networks[network](), Layer.Label("label", 10));
        var parameters = Parameters.Create(cost, seed: 1);
        var trainer = Trainers[optimizer](cost, parameters);
        byte[] pixels = new byte[parameters.Network.DataInputs.Single().Shape.Size], labels = reads ? [0, 2, 2, 1] : [];
        BatchReader few = Batches(10), many = Batches(40);
        int pass = 2;
        trainer.Train(many, pass);

        // A pass allocates its streams, whatever its length; so nothing must be left of the difference. A worker's first shard, or a method
        // compiled better meanwhile, may spoil one comparison, at a moment left to chance; what every step allocates spoils all of them.
        long[] differences = [.. Enumerable.Range(0, 5).Select(_ => -AllocatedBy(few) + AllocatedBy(many))];

        Assert.Contains(0, differences);

        BatchReader Batches(int count) => Reader.Of(Enumerable.Repeat(new Sample(pixels, 3) { Labels = labels }, count * BatchSize).ToArray()).Batch(BatchSize);

        long AllocatedBy(BatchReader reader)
        {
            pass++;
            long before = GC.GetTotalAllocatedBytes(precise: true);
            trainer.Train(reader, pass);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    private static Layer Branch(Layer input) => input.Convolution(4, 3, Activation.SoftRelu, padding: 1, dilation: 1, groups: 2).Add(input);
}
