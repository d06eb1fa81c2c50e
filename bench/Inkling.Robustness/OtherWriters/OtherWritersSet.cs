using Inkling.Digits.Imaging;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.OtherWriters;

/// <summary>Image files with a list of what they show, in a folder of <c>other-writers</c>.</summary>
internal sealed class OtherWritersSet : ITestSet
{
    private const string Variable = "INKLING_SHARED_DIR";
    private readonly (string Path, string Label)[] _files = [];

    public OtherWritersSet(string name, string title, SetKind kind = SetKind.OneDigit)
    {
        (Name, Title, Kind) = (name, title, kind);
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } shared)
        {
            Unavailable = $"{Variable} is not set";
            return;
        }

        string folder = Path.Combine(shared, "other-writers", name), list = Path.Combine(folder, "dataset.csv");
        if (!File.Exists(list))
            Unavailable = $"the folder that {Variable} names has no other-writers/{name}/dataset.csv";
        else
            _files = [.. File.ReadLines(list).Skip(1).Where(line => line.Length > 0).Select((line, index) => Parse(line, number: index + 2, folder, list))];
    }

    public string Name { get; }

    public string Title { get; }

    public SetKind Kind { get; }

    public string? Unavailable { get; }

    public int Count => _files.Length;

    // All are dark on light but some of the phone photos; the lists do not tell which, so there the plain pipeline is told wrongly.
    public TestImage Make(int index) => new(ImageFile.Load(_files[index].Path), _files[index].Label, IsDarkOnLight: true);

    private static (string Path, string Label) Parse(string line, int number, string folder, string list) => line.Split(',') is [var path, var label]
        ? (Path.Combine(folder, path), label.Trim())
        : throw new InvalidDataException($"{list}: line {number}: expected a path, a comma and a label, found '{line}'");
}
