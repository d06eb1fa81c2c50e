namespace Inkling.Data;

/// <summary>How samples are spread over the classes.</summary>
internal static class ClassCounts
{
    /// <summary>A class with fewer samples than this part of the largest one's will hardly be learned.</summary>
    private const double Few = 0.02;

    private const int MostNamed = 5;

    /// <summary>Tells of classes without samples, and of those with very few among many.</summary>
    public static void Tell(IReadOnlyList<string> names, IReadOnlyList<int> counts, Action<string>? tell)
    {
        string[] empty = [.. names.Where((_, label) => counts[label] == 0)], few = [.. names.Where((_, label) => counts[label] > 0 && counts[label] < Few * counts.Max())];
        if (empty.Length > 0)
            tell?.Invoke($"{Classes(empty)} no samples to learn from");
        if (few.Length > 0)
            tell?.Invoke($"{Classes(few)} less than a fiftieth of the samples of '{names[Enumerable.Range(0, names.Count).MaxBy(label => counts[label])]}': a network hardly learns so rare a class");
    }

    private static string Classes(string[] names) =>
        $"{(names.Length == 1 ? "the class" : "the classes")} {string.Join(", ", names.Take(MostNamed).Select(name => $"'{name}'"))}{(names.Length > MostNamed ? ", …" : "")} {(names.Length == 1 ? "has" : "have")}";
}
