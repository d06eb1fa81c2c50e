using Inkling.Training;

namespace Inkling.Bench.Cluster;

/// <summary>How long a pass takes on so many machines, computed from what one takes for a shard.</summary>
/// <param name="Network">What is trained.</param>
/// <param name="SecondsOfShard">On one thread of a machine.</param>
/// <param name="Threads">Of a machine.</param>
internal sealed record PaperModel(ClusterNetwork Network, double SecondsOfShard, int Threads)
{
    private const int Samples = 60_000, Exchanges = 4;
    private const double Latency = 50e-6; // of an exchange, for each doubling of the machines

    /// <summary>Seconds of a pass.</summary>
    public double Of(int batch, int machines, double gigabits)
    {
        int shards = Shards.Count(Network.ShardSize, batch), ofOne = (shards + machines - 1) / machines, steps = (Samples + batch - 1) / batch;
        double compute = Math.Ceiling((double)ofOne / Threads) * SecondsOfShard;
        return steps * (compute + (machines == 1 ? 0 : (BytesOfStep(ofOne, machines) * 8 / (gigabits * 1e9)) + (Exchanges * Latency * Math.Log2(machines))));
    }

    // The owners of the other parameters get the gradients of its shards, and all get its own new values: m − 1 of m parts of the parameters, or the m-th part m − 1 times.
    private double BytesOfStep(int shards, int machines) => (shards + 1.0) * Network.Parameters * sizeof(float) * (machines - 1) / machines;
}
