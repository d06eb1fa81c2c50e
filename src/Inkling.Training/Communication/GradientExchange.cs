using System.Runtime.InteropServices;

namespace Inkling.Training;

/// <summary>The gradients of all shards, of those slices of the parameters that this rank updates.</summary>
/// <remarks>
/// Every rank has the gradients of its own shards, of all parameters. It sends each rank the slices that this one owns, and so has the gradients of all shards of its own slices, in the order of
/// the shards: there they are added as one process adds them. Alone, nothing is copied.
/// </remarks>
internal sealed class GradientExchange
{
    private readonly Communicator _ranks;
    private readonly int _sliceLength;
    private readonly int _parameters;
    private readonly int[] _sendCounts;
    private readonly int[] _receiveCounts;
    private IReadOnlyList<Memory<float>> _own = [];
    private float[] _send = [];
    private float[] _received = [];
    private double[] _ofOwnSlices = [];

    public GradientExchange(Communicator ranks, int parameters, int sliceLength)
    {
        (_ranks, _parameters, _sliceLength) = (ranks, parameters, sliceLength);
        _sendCounts = new int[ranks.Size];
        _receiveCounts = new int[ranks.Size];
        Slices = ranks.PartOf((parameters + sliceLength - 1) / sliceLength, ranks.Rank);
    }

    /// <summary>The slices that this rank updates.</summary>
    public (int From, int To) Slices { get; }

    /// <summary>How many shards there are in all.</summary>
    public int ShardCount { get; private set; }

    /// <summary>The values of a run of slices.</summary>
    public (int From, int To) ValuesOf((int From, int To) slices) => (slices.From * _sliceLength, Math.Min(slices.To * _sliceLength, _parameters));

    /// <summary>Takes in the gradients of this rank's shards, and sends and receives.</summary>
    /// <param name="own">Of each of its shards.</param>
    /// <param name="shards">How many there are on all ranks.</param>
    public void Run(IReadOnlyList<Memory<float>> own, int shards)
    {
        (_own, ShardCount) = (own, shards);
        if (_ranks.Size == 1)
            return;

        var (firstShard, endShard) = _ranks.PartOf(shards, _ranks.Rank);
        int mine = endShard - firstShard, sliceCount = (_parameters + _sliceLength - 1) / _sliceLength;
        var (from, to) = ValuesOf(Slices);
        long bytes = Math.Max((long)mine * _parameters, (long)shards * Math.Max(0, to - from)) * sizeof(float);
        if (bytes > int.MaxValue)
        {
            throw new InvalidOperationException(
                $"training of {_ranks.Size} processes: the gradients of {shards} shards are {bytes:N0} bytes for one of them, at most {int.MaxValue:N0} can be sent: take more processes, or a smaller batch");
        }

        if (_send.Length < mine * _parameters)
            _send = new float[mine * _parameters];
        if (_received.Length < shards * (to - from))
            _received = new float[shards * (to - from)];

        int at = 0;
        for (int rank = 0; rank < _ranks.Size; rank++)
        {
            var (first, end) = ValuesOf(_ranks.PartOf(sliceCount, rank));
            int length = Math.Max(0, end - first);
            for (int shard = 0; shard < mine; shard++, at += length)
                own[shard].Span.Slice(first, length).CopyTo(_send.AsSpan(at));
            var (rankFrom, rankTo) = _ranks.PartOf(shards, rank);
            _sendCounts[rank] = mine * length * sizeof(float);
            _receiveCounts[rank] = (rankTo - rankFrom) * Math.Max(0, to - from) * sizeof(float);
        }

        _ranks.Exchange(MemoryMarshal.AsBytes(_send.AsSpan(0, at)), _sendCounts, MemoryMarshal.AsBytes(_received.AsSpan()), _receiveCounts);
    }

    /// <summary>The gradient of a shard, of one of this rank's slices.</summary>
    public Span<float> Of(int shard, int slice)
    {
        int from = slice * _sliceLength, length = Math.Min(_sliceLength, _parameters - from);
        if (_ranks.Size == 1)
            return _own[shard].Span.Slice(from, length);

        var (first, end) = ValuesOf(Slices);
        return _received.AsSpan(shard * (end - first) + from - first, length);
    }

    /// <summary>Gives all ranks the values of this one's slices, and takes theirs.</summary>
    /// <param name="values">A value per parameter.</param>
    public void Share(Span<float> values)
    {
        if (_ranks.Size == 1)
            return;

        int sliceCount = (_parameters + _sliceLength - 1) / _sliceLength;
        for (int rank = 0; rank < _ranks.Size; rank++)
        {
            var (first, end) = ValuesOf(_ranks.PartOf(sliceCount, rank));
            _receiveCounts[rank] = Math.Max(0, end - first) * sizeof(float);
        }

        // What is sent must not lie in what is received.
        var (from, to) = ValuesOf(Slices);
        int length = Math.Max(0, to - from);
        if (_send.Length < length)
            _send = new float[length];
        values.Slice(Math.Min(from, values.Length), length).CopyTo(_send);
        _ranks.Gather(MemoryMarshal.AsBytes(_send.AsSpan(0, length)), MemoryMarshal.AsBytes(values), _receiveCounts);
    }

    /// <summary>The same of one number per slice.</summary>
    public void Share(double[] ofSlices)
    {
        if (_ranks.Size == 1)
            return;

        for (int rank = 0; rank < _ranks.Size; rank++)
        {
            var (first, end) = _ranks.PartOf(ofSlices.Length, rank);
            _receiveCounts[rank] = (end - first) * sizeof(double);
        }

        if (_ofOwnSlices.Length == 0)
            _ofOwnSlices = new double[Slices.To - Slices.From];
        ofSlices.AsSpan(Slices.From, _ofOwnSlices.Length).CopyTo(_ofOwnSlices);
        _ranks.Gather(MemoryMarshal.AsBytes(_ofOwnSlices.AsSpan()), MemoryMarshal.AsBytes(ofSlices.AsSpan()), _receiveCounts);
    }
}
