using System.Reflection;
using System.Runtime.InteropServices;
using Inkling.Compute;

namespace Inkling.Training;

/// <summary>The processes that train one network together, each on its part of every minibatch: ranks 0 to size − 1.</summary>
/// <remarks>
/// What one rank asks for, all must ask for, in the same order; a call returns when the others have come so far. One thread at a time. The result of a training does not
/// depend on how many ranks there are, to the bit, as it does not depend on threads.
/// </remarks>
public abstract class Communicator
{
    internal Communicator()
    {
    }

    /// <summary>One process alone.</summary>
    public static Communicator Alone { get; } = new Alone();

    /// <summary>Which one this is, from 0.</summary>
    public abstract int Rank { get; }

    /// <summary>How many there are.</summary>
    public abstract int Size { get; }

    /// <summary>The part of so many things that a rank takes care of: one run of them, in the order of the ranks.</summary>
    internal (int From, int To) PartOf(int things, int rank) => ((int)((long)rank * things / Size), (int)((long)(rank + 1) * things / Size));

    /// <summary>Sends a part of its bytes to every rank, and receives a part from each.</summary>
    /// <param name="send">The parts one behind the other, in the order of the ranks.</param>
    /// <param name="sendCounts">Their lengths.</param>
    /// <param name="receive">What the ranks have sent, one behind the other.</param>
    /// <param name="receiveCounts">Their lengths.</param>
    internal abstract void Exchange(ReadOnlySpan<byte> send, ReadOnlySpan<int> sendCounts, Span<byte> receive, ReadOnlySpan<int> receiveCounts);

    /// <summary>Gives its bytes to all, and receives those of all.</summary>
    /// <param name="own">This rank's.</param>
    /// <param name="all">Those of the ranks, one behind the other.</param>
    /// <param name="counts">Their lengths.</param>
    internal abstract void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts);

    /// <summary>Gathers a text of every rank, in their order.</summary>
    /// <param name="text">This rank's.</param>
    public string[] GatherTexts(string text)
    {
        byte[] own = System.Text.Encoding.UTF8.GetBytes(text), lengths = new byte[Size * sizeof(int)];
        int[] counts = new int[Size];
        Array.Fill(counts, sizeof(int));
        Gather(BitConverter.GetBytes(own.Length), lengths, counts);
        for (int rank = 0; rank < Size; rank++)
            counts[rank] = BitConverter.ToInt32(lengths, rank * sizeof(int));
        byte[] all = new byte[counts.Sum()];
        Gather(own, all, counts);
        int at = 0;
        return [.. counts.Select(count => System.Text.Encoding.UTF8.GetString(all, (at += count) - count, count))];
    }

    /// <summary>Requires what must be alike on all ranks, beside the build of this library, the runtime and the vector path: a difference would end in numbers that mean nothing.</summary>
    /// <param name="own">What this rank has, a line for each thing that may differ, such as <c>model: </c> and its hash.</param>
    /// <exception cref="InvalidDataException">A rank differs from the first; the message names it, and what differs. All ranks get it.</exception>
    public void RequireAlike(params string[] own)
    {
        string[] program =
        [
            $"build: {typeof(Communicator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            $"runtime: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}",
            $"vector path: {SimdChoice.Current.Width}, which INKLING_SIMD chooses",
        ];
        string[][] all = [.. GatherTexts(string.Join('\n', program.Concat(own))).Select(text => text.Split('\n'))];
        for (int rank = 1; rank < all.Length; rank++)
        {
            if (all[0].Zip(all[rank]).FirstOrDefault(pair => pair.First != pair.Second) is { First: { } expected, Second: { } found })
                throw new InvalidDataException($"rank {rank}: expected what rank 0 has, {expected}; found {found}");
        }
    }

    /// <summary>Whether any rank says yes.</summary>
    internal abstract bool Any(bool own);
}
