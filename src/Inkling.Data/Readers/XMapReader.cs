namespace Inkling.Data;

/// <content>xmap</content>
public static partial class Readers
{
    /// <summary>Applies a function to every item, to several at the same time: for functions that take long, such as decoding an image.</summary>
    /// <param name="reader">The reader; it is read on the reading thread.</param>
    /// <param name="map">The function; called once per item, on up to <paramref name="workers"/> threads at once.</param>
    /// <param name="workers">Calls at the same time, at most; 1 or more.</param>
    /// <param name="buffer">Items in hand, at most: waiting for a worker, being worked on, or done and not yet asked for; 1 or more.</param>
    /// <param name="ordered">
    /// Whether the results keep the order of their items. Without it each result is given as soon as it is there: then the order, and what
    /// depends on it, differs from run to run, and a training neither repeats nor resumes exactly.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workers"/> or <paramref name="buffer"/> is not positive.</exception>
    /// <remarks>
    /// An exception of the function takes the place of its result, one of the source comes after the items before it. A loop that is left
    /// early waits for the calls that have begun; no further ones begin.
    /// </remarks>
    public static Reader<TResult> XMap<T, TResult>(this Reader<T> reader, Func<T, TResult> map, int workers, int buffer, bool ordered = true)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer, 1);
        return new(pass => XMapPass(reader.Read(pass), map, workers, buffer, ordered), reader.Count);
    }

    private static IEnumerable<TResult> XMapPass<T, TResult>(IEnumerable<T> items, Func<T, TResult> map, int workers, int buffer, bool ordered)
    {
        using var source = items.GetEnumerator();
        using var inHand = new MapsInHand<T, TResult>(map, workers, ordered);
        for (bool more = true; more || inHand.Count > 0;)
        {
            while (more && inHand.Count < buffer)
                more = inHand.TryBegin(source);
            if (inHand.Count > 0)
                yield return inHand.Take();
        }
    }
}
