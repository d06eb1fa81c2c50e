namespace Inkling.OpenCL;

/// <summary>What the layers of a network on a device share, and the run at hand.</summary>
/// <param name="Queue">What they ask for.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Gradients">Their gradients.</param>
/// <param name="Capacity">The most samples per run.</param>
/// <param name="Learns">Whether there will be runs while learning.</param>
internal sealed record DeviceMemory(CommandQueue Queue, DeviceBuffer Parameters, DeviceBuffer Gradients, int Capacity, bool Learns)
{
    /// <summary>N, the samples at hand.</summary>
    public int Count { get; set; }

    /// <summary>Into how many shards they are cut.</summary>
    public int Shards { get; set; } = 1;

    /// <summary>A key per shard, for what layers choose at random.</summary>
    public ulong[] ShardKeys { get; set; } = [];

    /// <summary>True while learning.</summary>
    public bool Training { get; set; }

    /// <summary>What each sample counts in the mean over the minibatch.</summary>
    public float SampleWeight { get; set; }
}
