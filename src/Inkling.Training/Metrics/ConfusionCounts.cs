namespace Inkling.Training;

/// <summary>How often each class was taken for each: one row per true class. Immutable.</summary>
public sealed class ConfusionCounts : IEquatable<ConfusionCounts>
{
    private readonly long[] _counts;

    /// <summary>Counts given row by row.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="counts">[classes, classes]; taken over, not copied.</param>
    internal ConfusionCounts(int classes, long[] counts)
    {
        if (counts.Length != (long)classes * classes)
            throw new FormatException($"confusion counts: expected {classes}×{classes}, got {counts.Length}");
        Classes = classes;
        _counts = counts;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many samples of a class were taken for a class.</summary>
    /// <param name="label">The true class, 0-based.</param>
    /// <param name="taken">What it was taken for, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int label, int taken]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(label));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)taken, (uint)Classes, nameof(taken));
            return _counts[label * Classes + taken];
        }
    }

    internal IReadOnlyList<long> Counts => _counts;

    /// <inheritdoc/>
    public bool Equals(ConfusionCounts? other) => other is not null && Classes == other.Classes && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConfusionCounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Classes, _counts.Sum());

    internal static ConfusionCounts? Add(ConfusionCounts? a, ConfusionCounts? b) =>
        a is null ? b
        : b is null ? a
        : new(a.Classes, [.. a._counts.Zip(b._counts, (one, other) => one + other)]);
}
