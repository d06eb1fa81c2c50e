namespace Inkling.OpenCL;

/// <summary>A long sum that is cut into parts, computed side by side and then added in their order.</summary>
/// <remarks>How many parts there are depends on the terms at hand and on the device, not on the samples there is room for: a resumed training sums as the one that was not.</remarks>
internal sealed class SumParts
{
    // Enough groups that every compute unit has some to change between; and no part so short that its beginning and end are most of it.
    private const int GroupsPerUnit = 8, ShortestPart = 8 * Tile.Depth;
    private const long MostValues = 1 << 24;

    private readonly Kernel _add;
    private readonly int _values;
    private readonly long _most;

    /// <param name="queue">What computes.</param>
    /// <param name="values">How many sums there are.</param>
    /// <param name="groups">How many work-groups it takes to compute one part of all of them.</param>
    /// <param name="terms">The most terms of a sum.</param>
    /// <param name="result">Where the sums go.</param>
    /// <param name="at">Their place there.</param>
    public SumParts(CommandQueue queue, int values, long groups, long terms, DeviceBuffer result, int at)
    {
        _values = values;
        _most = Math.Min(queue.Device.ComputeUnits * GroupsPerUnit / groups, MostValues / values);
        Parts = queue.Allocate((long)CountOf(terms) * values * sizeof(float));
        _add = queue.Kernel("Sums.cl", "add_parts", 0, 0, Parts, result, at);
    }

    /// <summary>[parts, sums].</summary>
    public DeviceBuffer Parts { get; }

    /// <summary>How many parts there are, of so many terms.</summary>
    public int CountOf(long terms) => (int)Math.Max(1, Math.Min(_most, terms / ShortestPart));

    /// <summary>Terms of each part: a multiple of what is fetched at a time.</summary>
    public int TermsOfPart(int terms) => ((terms + CountOf(terms) - 1) / CountOf(terms) + Tile.Depth - 1) / Tile.Depth * Tile.Depth;

    /// <summary>Adds the parts.</summary>
    public void Add(int parts)
    {
        _add.Set(1, parts);
        _add.Over(_values);
    }
}
