using Inkling.TestKit;

namespace Inkling.Acceptance.House;

/// <summary>No two folders of a project use each other, however long the way around: so each can be understood with those below it alone.</summary>
public class FolderTests
{
    public static TheoryData<string, int> Projects { get; } = new()
    {
        // The project, and how many uses of one folder by another there are at least: a test that sees none would pass for ever.
        { "src/Inkling.Compute", 10 }, { "src/Inkling.Nn", 15 }, { "src/Inkling.Data", 8 }, { "src/Inkling.Training", 10 }, { "src/Inkling.Digits", 8 },
        { "src/Inkling.OpenCL", 5 }, { "src/Inkling.Workbench", 15 }, { "apps/Inkling.Cli", 5 }, { "apps/Inkling.Web", 5 },
    };

    [Theory, MemberData(nameof(Projects))]
    public void No_folders_of_a_project_use_each_other(string project, int leastUses)
    {
        string root = Path.Combine(TestFolders.Repository, project);
        var files = from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                    let inside = Path.GetRelativePath(root, path)
                    where !inside.StartsWith("obj", StringComparison.Ordinal) && !inside.StartsWith("bin", StringComparison.Ordinal)
                    select (Path.GetDirectoryName(inside) is { Length: > 0 } folder ? folder : ".", inside, File.ReadAllText(path));

        var graph = new FolderGraph(Path.GetFileName(project), files);

        Assert.True(graph.Count >= leastUses, $"expected {leastUses} uses of one folder by another or more, saw {graph.Count}");
        Assert.Empty(graph.Cycles());
    }

    [Fact]
    public void A_cycle_is_seen_also_through_a_method_of_another_class()
    {
        var graph = new FolderGraph(
            "Sample",
            [
                ("A", "One.cs", "static class One { public static int Of(Three three) => three.Value; }"),
                ("B", "Two.cs", "static class Two { public static int Of() => One.Of(new Three()); }"),
                ("C", "Three.cs", "class Three { public int Value => Two.Of(); }"),
                ("D", "Four.cs", "class Four { public int Value => Two.Of(); }"),
            ]);

        string[] cycles = [.. graph.Cycles().Select(cycle => cycle[..5])];

        Assert.Equal(["A → C", "B → A", "B → C", "C → B"], cycles.Order(StringComparer.Ordinal));
    }
}
