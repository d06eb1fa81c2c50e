namespace Inkling.OpenCL;

/// <summary>A long sum that is cut into parts, computed side by side and then added in their order.</summary>
internal sealed class SumParts
{
    // Enough groups that every compute unit has some to change between; and no part so short that its beginning and end are most of it.
    private const int GroupsPerUnit = 8, ShortestPart = 8 * Tile.Depth;
    private const long MostValues = 1 << 24;

    private readonly Kernel _add;
    private readonly int _values;

    /// <param name="queue">What computes.</param>
    /// <param name="values">How many sums there are.</param>
    /// <param name="groups">How many work-groups it takes to compute one part of all of them.</param>
    /// <param name="terms">The most terms of a sum.</param>
    /// <param name="result">Where the sums go.</param>
    /// <param name="at">Their place there.</param>
    public SumParts(CommandQueue queue, int values, long groups, long terms, DeviceBuffer result, int at)
    {
        long wanted = Math.Min(queue.Device.ComputeUnits * GroupsPerUnit / groups, Math.Min(terms / ShortestPart, MostValues / values));
        Count = (int)Math.Max(1, wanted);
        _values = values;
        Parts = queue.Allocate((long)Count * values * sizeof(float));
        _add = queue.Kernel("Sums.cl", "add_parts", 0, Count, Parts, result, at);
    }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>[parts, sums].</summary>
    public DeviceBuffer Parts { get; }

    /// <summary>Terms of each part, when there are so many: a multiple of what is fetched at a time.</summary>
    public int TermsOf(int terms) => ((terms + Count - 1) / Count + Tile.Depth - 1) / Tile.Depth * Tile.Depth;

    /// <summary>Adds the parts.</summary>
    public void Add() => _add.Over(_values);
}
