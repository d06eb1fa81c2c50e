namespace Inkling.Data;

/// <content>map</content>
public static partial class Readers
{
    /// <summary>Applies a function to every item; to those of several readers side by side after <see cref="Compose"/>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="map">The function; called once per item, on the reading thread.</param>
    public static Reader<TResult> Map<T, TResult>(this Reader<T> reader, Func<T, TResult> map)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(map);
        return new(pass => reader.Read(pass).Select(map), reader.Count);
    }
}
