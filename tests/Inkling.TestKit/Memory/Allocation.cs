namespace Inkling.TestKit;

/// <summary>What code allocates on the thread that runs it.</summary>
public static class Allocation
{
    /// <summary>Runs code some times and gives the bytes of the round that allocated least.</summary>
    /// <remarks>
    /// The runtime itself allocates a little on the thread when it replaces a method by a faster one, at a moment left to chance, and so spoils a
    /// round. Code that allocates does so in every round.
    /// </remarks>
    public static long LeastOf(Action round, int rounds = 5)
    {
        ArgumentNullException.ThrowIfNull(round);
        long least = long.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
