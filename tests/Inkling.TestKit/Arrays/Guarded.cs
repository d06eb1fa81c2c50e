namespace Inkling.TestKit;

/// <summary>An array with margins of canary values on both sides: what writes outside is caught, and what reads outside reads the canary.</summary>
/// <remarks>As the canary of operands take NaN: whoever reads beyond them and uses it, gives NaN.</remarks>
public sealed class Guarded<T>
    where T : unmanaged, IEquatable<T>
{
    private const int Margin = 64;

    private readonly T[] _memory;
    private readonly T _canary;
    private readonly int _length;

    /// <summary>Guards so many values, at first all canaries.</summary>
    public Guarded(int length, T canary)
    {
        _length = length;
        _canary = canary;
        _memory = new T[length + 2 * Margin];
        Array.Fill(_memory, canary);
    }

    /// <summary>Guards a copy of values.</summary>
    public Guarded(ReadOnlySpan<T> values, T canary)
        : this(values.Length, canary) =>
        values.CopyTo(Span);

    /// <summary>The values between the margins.</summary>
    public Span<T> Span => _memory.AsSpan(Margin, _length);

    /// <summary>A copy of the values, after a check that nobody wrote into the margins.</summary>
    public T[] Checked(string name)
    {
        for (int i = 0; i < _memory.Length; i++)
        {
            bool inside = i >= Margin && i < Margin + _length;
            if (!inside && !_memory[i].Equals(_canary))
                throw new MismatchException($"{name}: index {i - Margin} of {_length} values was written: {_memory[i]}");
        }

        return Span.ToArray();
    }
}
