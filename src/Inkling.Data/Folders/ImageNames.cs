namespace Inkling.Data;

/// <summary>Classes that stand in the names of images, before the first or behind the last dash or underscore: <c>cat-017.png</c>, <c>12_9.png</c>.</summary>
internal static class ImageNames
{
    /// <summary>
    /// Images by their class. Of the two places that is taken in which fewer different words stand; neither where there is one word alone or hardly a word twice, or
    /// where both are as good.
    /// </summary>
    public static IEnumerable<IGrouping<string, string>> ClassesOf(IReadOnlyList<string> files)
    {
        var first = files.GroupBy(file => Words(file)[0], StringComparer.Ordinal).ToArray();
        var last = files.GroupBy(file => Words(file)[^1], StringComparer.Ordinal).ToArray();
        return (IsSetOfClasses(first), IsSetOfClasses(last)) switch
        {
            (true, false) => first,
            (false, true) => last,
            (true, true) when first.Length != last.Length => first.Length < last.Length ? first : last,
            _ => [],
        };

        bool IsSetOfClasses(IGrouping<string, string>[] groups) => groups.Length >= 2 && groups.Length <= files.Count / 2;
    }

    private static string[] Words(string file) => Path.GetFileNameWithoutExtension(file).Split('_', '-');
}
