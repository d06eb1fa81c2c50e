namespace Inkling.Data;

/// <summary>
/// The samples of one iteration, in a buffer that the stream fills again for the next one: valid until the stream moves on.
/// </summary>
public sealed class Minibatch
{
    private readonly Sample[] _samples;

    internal Minibatch(int capacity) => _samples = new Sample[capacity];

    /// <summary>How many samples there are: the batch size, or less in the last minibatch of a pass.</summary>
    public int Count { get; private set; }

    /// <summary>The samples, in reading order.</summary>
    public ReadOnlySpan<Sample> Samples => _samples.AsSpan(0, Count);

    internal bool IsFull => Count == _samples.Length;

    internal void Add(Sample sample) => _samples[Count++] = sample;

    internal void Clear() => Count = 0;
}
