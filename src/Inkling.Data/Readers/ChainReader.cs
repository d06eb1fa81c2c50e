namespace Inkling.Data;

/// <content>chain</content>
public static partial class Readers
{
    /// <summary>All items of one reader, then all of another.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static Reader<T> Chain<T>(this Reader<T> first, Reader<T> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new(pass => first.Read(pass).Concat(second.Read(pass)), first.Count + second.Count);
    }
}
