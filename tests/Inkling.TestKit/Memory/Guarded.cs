namespace Inkling.TestKit;

/// <summary>Values that end at a page nobody may touch, with a margin of canaries before them: what goes too far is stopped there, what writes before is noticed.</summary>
/// <remarks>As the canary of operands take NaN: whoever reads before them and uses it, gives NaN.</remarks>
public sealed unsafe class Guarded<T>
    where T : unmanaged, IEquatable<T>
{
    private const int Margin = 64;

    private readonly GuardedMemory _memory;
    private readonly T _canary;
    private readonly int _length;

    /// <summary>Guards so many values, at first all canaries.</summary>
    public Guarded(int length, T canary)
    {
        _length = length;
        _canary = canary;
        _memory = new((Margin + length) * sizeof(T));
        new Span<T>(_memory.Start, Margin + length).Fill(canary);
    }

    /// <summary>Guards a copy of values.</summary>
    public Guarded(ReadOnlySpan<T> values, T canary)
        : this(values.Length, canary) =>
        values.CopyTo(Span);

    /// <summary>The values.</summary>
    public Span<T> Span => new((T*)_memory.Start + Margin, _length);

    /// <summary>A copy of the values, after a check that nobody wrote into the margin.</summary>
    public T[] Checked(string name)
    {
        var margin = new ReadOnlySpan<T>(_memory.Start, Margin);
        if (margin.IndexOfAnyExcept(_canary) is var i && i >= 0)
            throw new MismatchException($"{name}: index {i - Margin} of {_length} values was written: {margin[i]}");

        return Span.ToArray();
    }
}
