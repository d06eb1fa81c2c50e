namespace Inkling.TestKit;

/// <summary>A folder of one test's own, removed with all it holds.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("inkling-test-").FullName;

    /// <summary>The path of a file in it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">What to write into it; without it no file is made.</param>
    public string File(string name, byte[]? content = null)
    {
        string path = System.IO.Path.Combine(Path, name);
        if (content is not null)
            System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
