using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Floats that begin on a cache line, so that the kernels need not load registers that are split between two lines, which is slow.</summary>
/// <remarks>
/// The memory is an array the garbage collector neither moves nor forgets while a span of it is in use. Zeroed at first. Not synchronised.
/// </remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int LineLength = 64 / sizeof(float);

    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">How many floats.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _array = length == 0 ? [] : GC.AllocateArray<float>(checked(length + LineLength - 1), pinned: true);
        if (length > 0)
        {
            nuint floats = (nuint)Unsafe.AsPointer(ref _array[0]) / sizeof(float);
            _offset = (int)((LineLength - floats % LineLength) % LineLength);
        }
    }

    /// <summary>How many floats there are.</summary>
    public int Length { get; }

    /// <summary>All of them.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);

    /// <summary>All of them, for those who keep them; they stay where they are, too.</summary>
    public Memory<float> Memory => _array.AsMemory(_offset, Length);
}
