using Inkling.Nn;

namespace Inkling.Training;

/// <summary>How minibatches are cut into shards: by the network alone, so that the result does not depend on who computes them.</summary>
internal static class Shards
{
    /// <summary>Samples of a shard where the layers give many values: few, so that they stay in the cache from one layer to the next.</summary>
    private const int Small = 16;

    /// <summary>Samples of a shard where they give few: then the gradients, of which every shard has its own, are the larger memory.</summary>
    private const int Large = 64;

    /// <summary>Samples of a shard where layers normalize over the samples that are computed together.</summary>
    private const int Normalized = 32;

    /// <summary>Values per sample, over all layers, up to which shards are large.</summary>
    private const int FewValues = 4096;

    /// <summary>The most samples of a shard of a network.</summary>
    public static int SizeFor(Network network) => network.Layers.Sum(layer => (long)layer.Shape.Size) <= FewValues ? Large
        : network.Layers.Any(layer => layer is BatchNorm) ? Normalized
        : Small;

    /// <summary>Into how many shards so many samples are cut.</summary>
    public static int Count(int size, int samples) => (samples + size - 1) / size;

    /// <summary>The first sample of a shard. Shards are as equal as can be: none is much smaller than the others, which would have a worker wait, or normalize over few samples.</summary>
    public static int Start(int shard, int shards, int samples) => (int)((long)shard * samples / shards);
}
