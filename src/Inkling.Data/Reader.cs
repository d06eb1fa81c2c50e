namespace Inkling.Data;

/// <summary>
/// A <em>reader creator</em> in the chapter's words: it can be read any number of times, and each reading is a fresh, lazy stream.
/// </summary>
/// <remarks>
/// The stream is a pure function of the pass number, so a shuffled reader gives another order in every pass and yet the same order when the
/// same pass is read again: this is what makes resuming exact. Decorators (<c>Map</c>, <c>Shuffle</c>, <c>Chain</c> …) are extension methods
/// that wrap one reader into another, as LINQ does with sequences. A reader is immutable; several threads may read it at once, each with its
/// own stream.
/// </remarks>
/// <typeparam name="T">What is read, usually <see cref="Sample"/>.</typeparam>
public sealed class Reader<T>
{
    private readonly Func<int, IEnumerable<T>> _open;

    /// <summary>Makes a reader of a function that opens the stream of a pass.</summary>
    /// <param name="open">Gets the 0-based pass number and returns the stream of that pass; called once per reading.</param>
    /// <param name="count">How many items every pass has, where that is known without reading; otherwise null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="open"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Reader(Func<int, IEnumerable<T>> open, long? count = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (count is { } known)
            ArgumentOutOfRangeException.ThrowIfNegative(known, nameof(count));

        _open = open;
        Count = count;
    }

    /// <summary>How many items a pass has, or null where only reading can tell.</summary>
    public long? Count { get; }

    /// <summary>Opens a fresh stream.</summary>
    /// <param name="pass">The 0-based pass number. Readers that do not shuffle give the same stream in every pass.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pass"/> is negative.</exception>
    public IEnumerable<T> Read(int pass = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pass);
        return _open(pass);
    }
}
