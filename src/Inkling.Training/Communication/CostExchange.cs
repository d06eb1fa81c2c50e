using System.Runtime.InteropServices;
using Inkling.Data;

namespace Inkling.Training;

/// <summary>The costs and metrics of all shards, from the ranks that have computed them; and a check that all ranks have read the same samples.</summary>
/// <param name="ranks">Who computes.</param>
/// <param name="classes">Of the confusions that are counted; 0 where none are.</param>
internal sealed class CostExchange(Communicator ranks, int classes)
{
    private const int Header = 1, Fixed = 10;

    private readonly int[] _counts = new int[ranks.Size];
    private double[] _own = [];
    private double[] _all = [];

    /// <summary>Fills in the shards that other ranks have computed.</summary>
    /// <param name="sums">Of each shard; this rank's are there.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="batch">The minibatch, as this rank has read it.</param>
    /// <exception cref="InvalidDataException">Another rank has read other samples.</exception>
    public void Run(CostSum[] sums, int shards, Minibatch batch)
    {
        if (ranks.Size == 1)
            return;

        var (from, to) = ranks.PartOf(shards, ranks.Rank);
        int each = Fixed + (classes * classes), total = (ranks.Size * Header) + (shards * each);
        if (_all.Length < total)
            (_own, _all) = (new double[total], new double[total]);
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            var (first, end) = ranks.PartOf(shards, rank);
            _counts[rank] = (Header + ((end - first) * each)) * sizeof(double);
        }

        _own[0] = Fingerprint(batch);
        for (int shard = from; shard < to; shard++)
            Write(sums[shard], _own.AsSpan(Header + ((shard - from) * each), each));
        ranks.Gather(MemoryMarshal.AsBytes(_own.AsSpan(0, Header + ((to - from) * each))), MemoryMarshal.AsBytes(_all.AsSpan(0, total)), _counts);

        int at = 0;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            if (_all[at] != _all[0])
                throw new InvalidDataException($"rank {rank}: expected the samples that rank 0 has read, found others");
            at += Header;
            var (first, end) = ranks.PartOf(shards, rank);
            for (int shard = first; shard < end; shard++, at += each)
                sums[shard] = Read(_all.AsSpan(at, each));
        }
    }

    // Of what is to be answered and some of what is shown: as a number that is not NaN, exact in a double.
    private static double Fingerprint(Minibatch batch)
    {
        ulong hash = 14695981039346656037;
        foreach (var sample in batch.Samples)
        {
            hash = (hash ^ (uint)sample.Label) * 1099511628211;
            foreach (byte label in sample.Labels.Span)
                hash = (hash ^ label) * 1099511628211;
            foreach (float target in sample.Targets.Span)
                hash = (hash ^ BitConverter.SingleToUInt32Bits(target)) * 1099511628211;
            foreach (float value in sample.Values.Span)
                hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
            var pixels = sample.Pixels.Span;
            for (int i = 0; i < pixels.Length; i += 61)
                hash = (hash ^ pixels[i]) * 1099511628211;
        }

        return hash >> 12;
    }

    private void Write(in CostSum sum, Span<double> to)
    {
        var metrics = sum.Metrics;
        ReadOnlySpan<double> values =
        [
            sum.Total, metrics.Wrong, metrics.Samples, metrics.TopK, metrics.WrongOfTopK, metrics.SoleAnswer ?? -1, (int)metrics.Kind, metrics.LabelErrors,
            metrics.Labels, metrics.AbsoluteError,
        ];
        values.CopyTo(to);
        for (int i = 0; i < classes * classes; i++)
            to[Fixed + i] = metrics.Confusion!.Counts[i];
    }

    private CostSum Read(ReadOnlySpan<double> from) => new(from[0], new Metrics((long)from[1], (long)from[2])
    {
        TopK = (int)from[3],
        WrongOfTopK = (long)from[4],
        SoleAnswer = from[5] < 0 ? null : (int)from[5],
        Kind = (AnswerKind)(int)from[6],
        LabelErrors = (long)from[7],
        Labels = (long)from[8],
        AbsoluteError = from[9],
        Confusion = classes == 0 ? null : new(classes, [.. from[Fixed..].ToArray().Select(count => (long)count)]),
    });
}
