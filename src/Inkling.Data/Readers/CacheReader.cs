namespace Inkling.Data;

/// <content>cache</content>
public static partial class Readers
{
    /// <summary>Reads pass 0 once, when first asked, and gives that from memory in every pass.</summary>
    /// <param name="reader">The reader; decorators that change from pass to pass belong after the cache.</param>
    public static Reader<T> Cache<T>(this Reader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var items = new MadeOnce<T[]>(() => [.. reader.Read()]);
        return new(_ => CachePass(items), reader.Count);
    }

    private static IEnumerable<T> CachePass<T>(MadeOnce<T[]> items)
    {
        foreach (var item in items.Value)
            yield return item;
    }
}
