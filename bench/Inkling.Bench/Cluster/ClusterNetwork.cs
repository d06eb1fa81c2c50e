using System.Diagnostics;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Bench.Cluster;

/// <summary>A network whose training may be shared by machines.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Body">From the image to the probabilities.</param>
internal sealed record ClusterNetwork(string Name, Func<Layer, Layer> Body)
{
    private const int Seed = 1, Classes = 10, Side = 28;

    public static readonly ClusterNetwork[] All =
    [
        new("lenet", image => DigitNetwork.LeNet(image)),
        new("deep", image => DigitNetwork.Deep(image)),
        new("perceptron of ten million", image => image.FullyConnected(3000, Activation.Relu).FullyConnected(2500, Activation.Relu).FullyConnected(Classes, Activation.Softmax)),
    ];

    private readonly Network _network = Nn.Parameters.Create(CostOf(Body), Seed).Network;

    /// <summary>Its parameters.</summary>
    public int Parameters => _network.ParameterCount;

    /// <summary>Samples of a shard.</summary>
    public int ShardSize => Shards.SizeFor(_network);

    /// <summary>How long one thread takes for a shard, update included: the least of some passes over a few minibatches of random pixels.</summary>
    public double SecondsOfShard(int batch)
    {
        const int Steps = 4, Passes = 5;
        var random = new Random(Seed);
        Sample[] samples =
        [
            .. Enumerable.Range(0, Steps * batch).Select(i =>
            {
                var pixels = new byte[Side * Side];
                random.NextBytes(pixels);
                return new Sample(pixels, i % Classes);
            }),
        ];
        var cost = CostOf(Body);
        var trainer = new Trainer(cost, Nn.Parameters.Create(cost, Seed), new Momentum(0.01), threads: 1);
        double least = double.PositiveInfinity;
        for (int pass = 0; pass < Passes; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            trainer.Train(Reader.Of(samples).Batch(batch), pass + 1);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds / Steps / Shards.Count(ShardSize, batch));
        }

        return least;
    }

    private static Cost CostOf(Func<Layer, Layer> body) => Cost.Classification(body(Layer.Image("pixel", 1, Side, Side)), Layer.Label("label", Classes));
}
