using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

/// <summary>The list of licences is that of the packages that are built into the tool.</summary>
public partial class LicenceTests
{
    private static readonly string List = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "licences.md"));

    private static readonly (string Name, string Licence)[] Rows = [.. Row().Matches(List).Select(row => (row.Groups[1].Value, row.Groups[2].Value))];

    /// <summary>Older packages state no licence but an address; what is read there.</summary>
    private static readonly Dictionary<string, string> LicencesAt = new() { ["https://bitmiracle.github.io/libtiff.net/help/articles/license.html"] = "BSD-3-Clause" };

    [Fact]
    public void Every_package_of_the_tool_is_listed_with_the_licence_it_states()
    {
        var packages = Packages();

        Assert.NotEmpty(packages);
        Assert.All(packages, package =>
        {
            var row = Assert.Single(Rows, row => IsOf(row.Name, package.Name));
            Assert.Equal(row.Licence, StatedBy(package));
        });
        Assert.All(Rows, row => Assert.Contains(packages, package => IsOf(row.Name, package.Name)));
    }

    private static (string Name, string Version)[] Packages()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "inkling.deps.json")));
        return
        [
            .. dependencies.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Split('/'))
                .Select(parts => (parts[0], parts[1])),
        ];
    }

    private static bool IsOf(string row, string package) =>
        row.EndsWith('*') ? package.StartsWith(row[..^1], StringComparison.Ordinal) : row == package;

    private static string StatedBy((string Name, string Version) package)
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string name = package.Name.ToLowerInvariant();
        var description = XDocument.Load(Path.Combine(cache, name, package.Version, $"{name}.nuspec"));
        return description.Descendants().SingleOrDefault(element => element.Name.LocalName == "license")?.Value
            ?? LicencesAt[description.Descendants().Single(element => element.Name.LocalName == "licenseUrl").Value];
    }

    [GeneratedRegex(@"(?m)^\| `([^`]+)` \| ([^|]+?) \|")]
    private static partial Regex Row();
}
