namespace Inkling.Data;

/// <content>compose</content>
public static partial class Readers
{
    /// <summary>Pairs the items of two readers, which must have equally many.</summary>
    /// <param name="first">Gives the first of each pair.</param>
    /// <param name="second">Gives the second.</param>
    /// <exception cref="ArgumentException">Both counts are known, and differ.</exception>
    /// <remarks>Where a count is not known, the difference is found while reading: then <see cref="InvalidDataException"/>.</remarks>
    public static Reader<(T First, TSecond Second)> Compose<T, TSecond>(this Reader<T> first, Reader<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count && first.Count is not null && second.Count is not null)
            throw new ArgumentException($"compose: expected readers of equal length, got {first.Count} and {second.Count}", nameof(second));
        return new(pass => ComposePass(first.Read(pass), second.Read(pass)), first.Count ?? second.Count);
    }

    private static IEnumerable<(T First, TSecond Second)> ComposePass<T, TSecond>(IEnumerable<T> first, IEnumerable<TSecond> second)
    {
        using var a = first.GetEnumerator();
        using var b = second.GetEnumerator();
        for (long read = 0; ; read++)
        {
            bool hasFirst = a.MoveNext(), hasSecond = b.MoveNext();
            if (hasFirst != hasSecond)
                throw new InvalidDataException($"compose: expected readers of equal length, got {Length(hasFirst, read)} and {Length(hasSecond, read)}");
            if (!hasFirst)
                yield break;
            yield return (a.Current, b.Current);
        }

        static string Length(bool more, long read) => more ? $"more than {read}" : $"{read}";
    }
}
