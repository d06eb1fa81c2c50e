using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training.Tests;

/// <summary>Runs alone, after all other tests: what is measured is what the whole process allocates, its workers included.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    private const int BatchSize = 40;

    private static readonly DataInput Image = Layer.Image("pixel", 1, 28, 28);

    private static readonly Dictionary<string, Func<Layer>> Networks = new()
    {
        ["softmax regression"] = () => Image.FullyConnected(10, Activation.Softmax),
        ["multilayer perceptron"] = () => Image.FullyConnected(128, Activation.Relu).FullyConnected(10, Activation.Softmax),
        ["LeNet"] = () => Image.ConvPool(20, 5, 2, Activation.Relu).ConvPool(50, 5, 2, Activation.Relu).FullyConnected(10, Activation.Softmax),
    };

    public static TheoryData<string> Names { get; } = [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_training_step_on_two_threads_allocates_nothing(string name)
    {
        var cost = Cost.Classification(Networks[name](), Layer.Label("label", 10));
        var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Momentum(0.01), threads: 2);
        byte[] pixels = new byte[Image.Shape.Size];
        BatchReader few = Batches(10), many = Batches(40);
        trainer.Train(many, passes: 2);

        // A pass allocates its streams, whatever its length; so nothing must be left of the difference.
        long ofFew = AllocatedBy(few, pass: 3), ofMany = AllocatedBy(many, pass: 4);

        Assert.Equal(0, ofMany - ofFew);

        BatchReader Batches(int count) => Reader.Of(Enumerable.Repeat(new Sample(pixels, 3), count * BatchSize).ToArray()).Batch(BatchSize);

        long AllocatedBy(BatchReader reader, int pass)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            trainer.Train(reader, pass);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }
}
