namespace Inkling.Compute;

/// <summary>Cuts a length into the fewest blocks of at most a given size, of lengths as equal as can be: 50 by 6 gives 6,6,6,6,6,5,5,5,5.</summary>
/// <remarks>Equal blocks keep the accumulators of every tile full; cutting 6,6,…,6,2 would leave the last tile waiting on latency.</remarks>
internal readonly struct Blocks(int length, int maxSize)
{
    public int Count { get; } = (length + maxSize - 1) / maxSize;

    /// <summary>Where block <paramref name="index"/> begins; <c>Start(Count)</c> is the length.</summary>
    public int Start(int index) => (int)(((long)index * length + Count - 1) / Count);

    /// <summary>How long block <paramref name="index"/> is.</summary>
    public int Size(int index) => Start(index + 1) - Start(index);
}
