namespace Inkling.Data;

/// <summary>Decorators of readers. They compose like LINQ and are lazy: nothing is read before the result is.</summary>
public static partial class Readers
{
    /// <summary>Fills a buffer, shuffles it, gives its items, and repeats: an order that differs from pass to pass and is the same for the same pass.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="buffer">Items shuffled together, 1 or more; all that is held in memory.</param>
    /// <param name="seed">Of the order.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buffer"/> is not positive.</exception>
    public static Reader<T> Shuffle<T>(this Reader<T> reader, int buffer, int seed)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer, 1);
        return new(pass => ShufflePass(reader, buffer, seed, pass), reader.Count);
    }

    private static IEnumerable<T> ShufflePass<T>(Reader<T> reader, int buffer, int seed, int pass)
    {
        var random = SeededRandom.For(seed, pass);
        var held = new List<T>(reader.Count is { } count ? (int)Math.Min(buffer, count) : 0);
        foreach (var item in reader.Read(pass))
        {
            held.Add(item);
            if (held.Count < buffer)
                continue;

            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(held));
            foreach (var shuffled in held)
                yield return shuffled;
            held.Clear();
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(held));
        foreach (var shuffled in held)
            yield return shuffled;
    }
}
