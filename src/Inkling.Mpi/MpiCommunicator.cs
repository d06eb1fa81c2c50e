using Inkling.Training;

namespace Inkling.Mpi;

/// <summary>All processes of an MPI job.</summary>
public sealed class MpiCommunicator : Communicator, IDisposable
{
    // Several threads may call, one at a time.
    private const int Serialized = 2;

    private readonly int _rank;
    private readonly int _size;
    private readonly int[] _sendOffsets;
    private readonly int[] _receiveOffsets;
    private readonly int[] _one;
    private readonly byte[] _answers;
    private bool _isOver;

    internal MpiCommunicator()
    {
        Check(MpiLibrary.Initialize(0, 0, Serialized, out int provided), "MPI_Init_thread");
        if (provided < Serialized)
            throw new MpiException($"MPI_Init_thread: expected a library that several threads may call in turn ({Serialized}), got {provided}");
        Check(MpiLibrary.GetRank(MpiLibrary.World, out _rank), "MPI_Comm_rank");
        Check(MpiLibrary.GetSize(MpiLibrary.World, out _size), "MPI_Comm_size");
        if (_size == 1)
            throw new MpiException($"a launcher has started several processes, but {MpiJob.Library} sees one: launcher and library are of different MPIs");
        _sendOffsets = new int[_size];
        _receiveOffsets = new int[_size];
        _answers = new byte[_size];
        _one = new int[_size];
        Array.Fill(_one, 1);
    }

    /// <inheritdoc/>
    public override int Rank => _rank;

    /// <inheritdoc/>
    public override int Size => _size;

    /// <summary>Ends the processes of all ranks, at once.</summary>
    /// <param name="exitCode">What the job ends with.</param>
    public void Abort(int exitCode)
    {
        _isOver = true;
        _ = MpiLibrary.Abort(MpiLibrary.World, exitCode);
    }

    /// <summary>Waits for the others to have done all that was asked for, and leaves the job.</summary>
    public void Dispose()
    {
        if (!_isOver)
            _ = MpiLibrary.Complete();
        _isOver = true;
    }

    internal override void Exchange(ReadOnlySpan<byte> send, ReadOnlySpan<int> sendCounts, Span<byte> receive, ReadOnlySpan<int> receiveCounts)
    {
        Offsets(sendCounts, _sendOffsets);
        Offsets(receiveCounts, _receiveOffsets);
        Check(
            MpiLibrary.AllToAll(send, sendCounts, _sendOffsets, MpiLibrary.Byte, receive, receiveCounts, _receiveOffsets, MpiLibrary.Byte, MpiLibrary.World),
            "MPI_Alltoallv");
    }

    internal override void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts)
    {
        Offsets(counts, _receiveOffsets);
        Check(MpiLibrary.AllGather(own, own.Length, MpiLibrary.Byte, all, counts, _receiveOffsets, MpiLibrary.Byte, MpiLibrary.World), "MPI_Allgatherv");
    }

    internal override bool Any(bool own)
    {
        Gather([own ? (byte)1 : (byte)0], _answers, _one);
        return _answers.AsSpan().ContainsAnyExcept((byte)0);
    }

    private static void Offsets(ReadOnlySpan<int> counts, int[] offsets)
    {
        int at = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            offsets[i] = at;
            at = checked(at + counts[i]);
        }
    }

    private static void Check(int code, string call)
    {
        if (code != 0)
            throw new MpiException($"{call} failed with {code}");
    }
}
