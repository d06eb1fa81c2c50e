using Inkling.Web.Serving;
using Inkling.Workbench;

namespace Inkling.Web.Runs;

/// <summary>The run folders of one directory. The id of a run is the name of its folder; it is looked for among them, and never made a path of.</summary>
internal sealed class RunCatalogue(ServerSettings settings)
{
    /// <summary>Where run folders are, and new ones are made.</summary>
    public string Directory { get; } = Path.GetFullPath(settings.RunsDirectory);

    /// <summary>All run folders, in no order.</summary>
    public IEnumerable<RunFolder> Folders => RunFolder.In(Directory);

    /// <summary>The run folder of an id, or null.</summary>
    public RunFolder? Find(string id) => Folders.FirstOrDefault(folder => folder.Name == id);
}
