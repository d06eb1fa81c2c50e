namespace Inkling.Data;

/// <summary>
/// A reader of minibatches. It is the last decorator of a chain, and a type of its own for that reason: its minibatches share one buffer per
/// stream (no allocation per iteration), so nothing may keep or reorder them.
/// </summary>
public sealed class BatchReader
{
    private readonly Reader<Sample> _samples;

    internal BatchReader(Reader<Sample> samples, int batchSize)
    {
        _samples = samples;
        BatchSize = batchSize;
    }

    /// <summary>Samples in a minibatch; the last one of a pass may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>Minibatches in a pass (the last, smaller one counted), or null where only reading can tell.</summary>
    public long? Count => (_samples.Count + BatchSize - 1) / BatchSize;

    /// <summary>Samples in a pass, or null where only reading can tell.</summary>
    public long? SampleCount => _samples.Count;

    /// <summary>Opens a fresh stream of minibatches. Each one is valid until the stream moves on.</summary>
    /// <param name="pass">The 0-based pass number, handed on to the readers below.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pass"/> is negative.</exception>
    public IEnumerable<Minibatch> Read(int pass = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pass);
        return Stream(pass);
    }

    private IEnumerable<Minibatch> Stream(int pass)
    {
        var batch = new Minibatch(BatchSize);
        foreach (var sample in _samples.Read(pass))
        {
            batch.Add(sample);
            if (batch.IsFull)
            {
                yield return batch;
                batch.Clear();
            }
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
