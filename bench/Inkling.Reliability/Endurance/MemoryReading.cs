namespace Inkling.Reliability.Endurance;

/// <summary>What a process held at a moment, in bytes.</summary>
/// <param name="Managed">Objects that are alive.</param>
/// <param name="Resident">All its memory that is in the machine's.</param>
internal readonly record struct MemoryReading(long Managed, long Resident)
{
    /// <summary>Of this process now.</summary>
    public static MemoryReading Now()
    {
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        return new(managed, Environment.WorkingSet);
    }

    /// <summary>Fails if this is more than an earlier reading by more than an eighth.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    public void RequireNoGrowth(MemoryReading earlier, string what)
    {
        if (Managed > earlier.Managed * 9 / 8 || Resident > earlier.Resident * 9 / 8)
            throw new InvalidDataException($"{what}: expected memory to stay as it was, {earlier}, got {this}");
    }
}
