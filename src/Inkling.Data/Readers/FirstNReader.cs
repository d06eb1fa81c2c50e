namespace Inkling.Data;

/// <content>first n, and what comes after</content>
public static partial class Readers
{
    /// <summary>The first items, or all if there are fewer.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Reader<T> FirstN<T>(this Reader<T> reader, int count)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(pass => reader.Read(pass).Take(count), reader.Count is { } all ? Math.Min(all, count) : null);
    }

    /// <summary>All but the first items: with <see cref="FirstN"/>, how a validation set is split off.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="count">How many to leave out, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Reader<T> Skip<T>(this Reader<T> reader, int count)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(pass => reader.Read(pass).Skip(count), reader.Count is { } all ? Math.Max(0, all - count) : null);
    }
}
