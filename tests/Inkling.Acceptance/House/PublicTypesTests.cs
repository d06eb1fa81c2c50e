using System.Text.RegularExpressions;
using Inkling.TestKit;

namespace Inkling.Acceptance.House;

/// <summary>Every public type has its reason in docs/api.md, and nothing stands there that is not public.</summary>
public partial class PublicTypesTests
{
    private const int FewestTypes = 100; // a test that finds no lists would pass for ever

    [Fact]
    public void Each_has_one_reason()
    {
        string[] types = [.. Directory.EnumerateDirectories(Path.Combine(TestFolders.Repository, "src"), "Inkling.*").SelectMany(library => TypesOf(Path.Combine(library, "PublicAPI.Shipped.txt")))];
        string[] explained = [.. Explained(File.ReadAllLines(Path.Combine(TestFolders.Repository, "docs", "api.md")))];

        Assert.InRange(types.Length, FewestTypes, int.MaxValue);
        Assert.Equal(types.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    // A line of the list that is a name alone is a type; the others are members, with what they give.
    private static IEnumerable<string> TypesOf(string list) =>
        File.ReadLines(list).Where(line => TypeLine().IsMatch(line)).Select(line => line[(line.LastIndexOf('.') + 1)..]);

    private static IEnumerable<string> Explained(IEnumerable<string> page) =>
        page.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => Code().Matches(line.Split('|')[2])).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^[\w.]+(<\w+>)?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
