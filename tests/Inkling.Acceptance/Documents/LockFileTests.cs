using System.Text.Json;
using System.Xml.Linq;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

/// <summary>What is restored is written down, with its content, for every project of the solution.</summary>
public class LockFileTests
{
    [Fact]
    public void Every_project_has_a_lock_file_that_names_what_is_pinned()
    {
        var pinned = XDocument.Load(Path.Combine(TestFolders.Repository, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        string[] projects = [.. XDocument.Load(Path.Combine(TestFolders.Repository, "Inkling.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value)];

        Assert.NotEmpty(projects);
        Assert.All(projects, project =>
        {
            string path = Path.Combine(TestFolders.Repository, Path.GetDirectoryName(project)!, "packages.lock.json");
            using var locked = JsonDocument.Parse(File.ReadAllText(path));
            var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project").ToList();
            Assert.All(packages, package => Assert.NotEmpty(package.Value.GetProperty("contentHash").GetString()!));
            Assert.All(packages.Where(package => pinned.ContainsKey(package.Name)), package => Assert.Equal(pinned[package.Name], package.Value.GetProperty("resolved").GetString()));
        });
    }
}
