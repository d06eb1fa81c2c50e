namespace Inkling.Training;

/// <summary>One process: what it gives to all, it has already.</summary>
internal sealed class Alone : Communicator
{
    public override int Rank => 0;

    public override int Size => 1;

    internal override void Exchange(ReadOnlySpan<byte> send, ReadOnlySpan<int> sendCounts, Span<byte> receive, ReadOnlySpan<int> receiveCounts) => send.CopyTo(receive);

    internal override void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts) => own.CopyTo(all);

    internal override bool Any(bool own) => own;
}
