using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Inkling.Data;

/// <summary>A folder that holds, or will hold, the files of MNIST, gzipped or not.</summary>
/// <remarks>
/// What is there is verified by the SHA-256 of its uncompressed content whenever it is loaded; what is missing or damaged is downloaded. A file
/// gets its name only after it was verified and is safe on the disk. Several processes may share a folder. A folder that is complete is only
/// read, so it may be read-only. Safe on any thread.
/// </remarks>
public sealed class MnistCache
{
    private const string Variable = "INKLING_DATA_DIR";
    private readonly MnistSource? _source;
    private readonly IReadOnlyList<MnistFile> _files;

    /// <summary>Describes a cache; nothing is read yet.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="source">Where missing files come from, or null never to download.</param>
    /// <param name="files">The files: train images, train labels, test images, test labels. Null for MNIST's.</param>
    public MnistCache(string directory, MnistSource? source, IReadOnlyList<MnistFile>? files = null)
    {
        Directory = directory;
        _source = source;
        _files = files ?? MnistFile.All;
    }

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>The folder a user means: the given one, else the one that INKLING_DATA_DIR names, else one below the user's own cache folder.</summary>
    public static string DefaultDirectory(string? given)
    {
        if (!string.IsNullOrEmpty(given))
            return given;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;

        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(cache, "inkling", "mnist");
    }

    /// <summary>True if all files are there, under whatever content.</summary>
    public bool IsComplete => _files.All(file => Find(file).Any());

    /// <summary>Reads and verifies every file, downloads none.</summary>
    public IReadOnlyList<FileStatus> Verify() => [.. _files.Select(file =>
    {
        _ = TryRead(file, out string? path, out string? problem);
        return new FileStatus(file.Name, path, path is null ? null : new FileInfo(path).Length, problem);
    })];

    /// <summary>Reads the data set, downloading what is missing or damaged.</summary>
    /// <param name="progress">Told of downloads.</param>
    /// <param name="cancellation">Stops waiting and downloading.</param>
    /// <exception cref="DatasetNotAvailableException">A file is missing or damaged, and could not be downloaded.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Dataset> LoadAsync(IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        var arrays = new List<IdxFile>();
        foreach (var file in _files)
            arrays.Add(TryRead(file, out _, out string? problem) ?? await ObtainAsync(file, problem!, progress, cancellation).ConfigureAwait(false));

        string[] classes = [.. Enumerable.Range(0, 10).Select(label => $"{label}")];
        var train = IdxFile.Pair(arrays[0], arrays[1], classes.Length);
        var test = IdxFile.Pair(arrays[2], arrays[3], classes.Length);
        return new("mnist", 1, arrays[0].Extents[1], arrays[0].Extents[2], classes, Reader.Of(train), Reader.Of(test));
    }

    /// <summary><see cref="LoadAsync"/>, waited for.</summary>
    public Dataset Load(IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        LoadAsync(progress, cancellation).GetAwaiter().GetResult();

    private async Task<IdxFile> ObtainAsync(MnistFile file, string problem, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (_source is null)
            throw NotAvailable([problem]);

        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            await using var turn = await DirectoryLock.WaitAsync(Directory, cancellation).ConfigureAwait(false);

            // Another process may have downloaded it while this one waited for its turn.
            if (TryRead(file, out _, out _) is { } arrived)
                return arrived;

            var failures = new List<string> { problem };
            foreach (var mirror in _source.Mirrors)
            {
                var download = new MnistDownload(_source, new Uri(mirror, file.Name + ".gz"), file);
                string target = Path.Combine(Directory, file.Name + ".gz");
                if (await download.TryToAsync(target, failures, progress, cancellation).ConfigureAwait(false))
                {
                    // It is damaged, or there would have been no download; and it would be tried before the good one.
                    File.Delete(Path.Combine(Directory, file.Name));
                    return TryRead(file, out _, out string? still) ?? throw new IOException($"{target}: damaged just after it was verified ({still})");
                }
            }

            throw NotAvailable(failures);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not DatasetNotAvailableException)
        {
            throw NotAvailable([problem, e.Message]);
        }
    }

    private DatasetNotAvailableException NotAvailable(IEnumerable<string> failures) => new(
        $"MNIST is not available:\n{string.Join(";\n", failures)}.\nPut {string.Join(", ", _files.Select(file => file.Name + ".gz"))} "
        + $"into {Directory},\nor name the folder that holds them with --data-dir or {Variable}");

    /// <summary>Reads the first good one of the unpacked and the packed file; else says what is wrong with the first that is there.</summary>
    private IdxFile? TryRead(MnistFile file, out string? path, out string? problem)
    {
        (path, problem) = (null, null);
        foreach (string candidate in Find(file))
        {
            if (TryRead(candidate, file, out string? flaw) is { } array)
            {
                (path, problem) = (candidate, null);
                return array;
            }

            (path, problem) = (path ?? candidate, problem ?? flaw);
        }

        problem ??= $"{Path.Combine(Directory, file.Name)}: no such file";
        return null;
    }

    private static IdxFile? TryRead(string path, MnistFile file, out string? problem)
    {
        try
        {
            var array = IdxFile.Read(path, file.Rank, file.Length);
            problem = ProblemOf(array, file);
            return problem is null ? array : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    // Kaggle has a dot where the original has a dash.
    private IEnumerable<string> Find(MnistFile file) =>
        ((string[])[file.Name, file.Name.Replace("-idx", ".idx", StringComparison.Ordinal)])
        .SelectMany(name => (string[])[name, name + ".gz"])
        .Select(name => Path.Combine(Directory, name))
        .Where(File.Exists);

    /// <summary>Null if an array is, byte for byte, the file that was published.</summary>
    internal static string? ProblemOf(IdxFile array, MnistFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(word, 8 << 8 | file.Rank);
        hash.AppendData(word);
        foreach (int extent in array.Extents)
        {
            BinaryPrimitives.WriteInt32BigEndian(word, extent);
            hash.AppendData(word);
        }

        hash.AppendData(array.Values.Span);
        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        return found == file.Sha256 ? null : $"{array.Path}: expected content with SHA-256 {file.Sha256}, found {found}";
    }
}
