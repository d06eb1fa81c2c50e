namespace Inkling.Data;

/// <summary>Files in a few words, for messages.</summary>
public static class FileKinds
{
    private const int MostKinds = 4;

    /// <summary>How many there are of which kind: "3 files (2 .tif, 1 .heic)".</summary>
    /// <param name="files">Their names.</param>
    public static string Counted(IReadOnlyCollection<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var kinds = files.GroupBy(file => Path.GetExtension(file).ToLowerInvariant() is { Length: > 0 } kind ? kind : "without an ending")
            .OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToArray();
        string more = kinds.Length > MostKinds ? ", …" : "";
        return $"{files.Count} {(files.Count == 1 ? "file" : "files")} ({string.Join(", ", kinds.Take(MostKinds).Select(kind => $"{kind.Count()} {kind.Key}"))}{more})";
    }
}
