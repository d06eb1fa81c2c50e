namespace Inkling.Data;

/// <summary>Readers that do not come from another reader.</summary>
public static partial class Reader
{
    /// <summary>A reader of items in memory, in their order.</summary>
    /// <param name="items">The items; the reader keeps the list, and reads it anew in every pass.</param>
    public static Reader<T> Of<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new(_ => items, items.Count);
    }
}
