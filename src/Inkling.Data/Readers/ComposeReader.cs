namespace Inkling.Data;

/// <content>compose</content>
public static partial class Readers
{
    /// <summary>Pairs the items of two readers, which must have equally many.</summary>
    /// <param name="first">Gives the first of each pair.</param>
    /// <param name="second">Gives the second.</param>
    /// <exception cref="ArgumentException">Both counts are known, and differ.</exception>
    /// <remarks>
    /// Where a count is not known, the difference is found while reading: then <see cref="InvalidDataException"/>, at the end of the shorter one.
    /// </remarks>
    public static Reader<(T First, TSecond Second)> Compose<T, TSecond>(this Reader<T> first, Reader<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count && first.Count is not null && second.Count is not null)
            throw new ArgumentException($"compose: expected readers of equal length, got {first.Count} and {second.Count}", nameof(second));
        return new(pass => ComposePass(first, second, pass), first.Count ?? second.Count);
    }

    private static IEnumerable<(T First, TSecond Second)> ComposePass<T, TSecond>(Reader<T> first, Reader<TSecond> second, int pass)
    {
        using var a = first.Read(pass).GetEnumerator();
        using var b = second.Read(pass).GetEnumerator();
        for (long read = 0; ; read++)
        {
            bool hasFirst = a.MoveNext(), hasSecond = b.MoveNext();
            if (hasFirst != hasSecond)
            {
                throw new InvalidDataException(
                    $"compose: expected readers of equal length, got {Length(hasFirst, first.Count, read)} and {Length(hasSecond, second.Count, read)}");
            }

            if (!hasFirst)
                yield break;
            yield return (a.Current, b.Current);
        }

        static string Length(bool more, long? count, long read) => !more ? $"{read}" : count > read ? $"{count}" : $"more than {read}";
    }
}
