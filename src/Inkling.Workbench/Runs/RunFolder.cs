using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>The folder a training leaves behind. Every file in it is written as a whole or not at all.</summary>
/// <remarks>
/// <c>run.json</c> settings, versions, result · <c>params_pass_N.safetensors</c> · <c>best.safetensors</c> · <c>checkpoint</c>, all that exact
/// resuming needs · <c>history.csv</c> · <c>cost.svg</c>, <c>cost.png</c>, and the same on a logarithmic axis, <c>cost-log.svg</c>. The checkpoint is the truth; the others can be made from it. One training
/// at a time writes: it holds <c>.lock</c>, an empty file that stays. Any number may read meanwhile.
/// </remarks>
public sealed class RunFolder
{
    private const string RecordName = "run.json";
    private const string CheckpointName = "checkpoint";
    private const string ProgressNote = "inkling.progress";
    private const int MostLettersOfName = 100;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    private readonly bool _isRead; // and never written

    private RunFolder(string path, bool isRead = false) => (Path, _isRead) = (path, isRead);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its own name, without those of the folders above.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Where the parameters of its best pass are; there is no such file before a pass is complete.</summary>
    public string BestPath => At(DigitModel.BestPass);

    /// <summary>Whether a training is writing into it, of this program or another.</summary>
    public bool IsBeingTrained => RunLock.IsHeld(Path);

    /// <summary>The path of a run folder that nobody named: <c>runs/lenet-20260131-235959</c>.</summary>
    /// <param name="name">What the run is of.</param>
    /// <param name="now">The time it begins.</param>
    public static string DefaultPath(string name, DateTimeOffset now) =>
        System.IO.Path.Combine("runs", $"{name}-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");

    /// <summary>Makes a new, empty run folder.</summary>
    /// <exception cref="IOException">Something of that name exists, or the folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static RunFolder Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(IsMoreThanAttempt)))
            throw ExistsAlready(path);

        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="FileNotFoundException">There is no run.json.</exception>
    public static RunFolder Open(string path) =>
        Find(path) ?? throw new FileNotFoundException($"{path}: no run folder ('{RecordName}' is missing)", System.IO.Path.Combine(path, RecordName));

    /// <summary>Opens a run folder, or gives null where there is no run.json.</summary>
    public static RunFolder? Find(string path) => File.Exists(System.IO.Path.Combine(path, RecordName)) ? new(path) : null;

    /// <summary>The run folders in a directory, in no order; none if there is no such directory.</summary>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public static IEnumerable<RunFolder> In(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateDirectories(directory).Select(Find).OfType<RunFolder>()
        : [];

    /// <summary>The run folder of another process that trains the same run with this one, which writes nothing to it.</summary>
    /// <param name="path">The folder; it is read where a run goes on, and need not exist where one begins.</param>
    public static RunFolder OfAnother(string path) => new(path, isRead: true);

    /// <summary>Whether this process writes the run's files.</summary>
    internal bool IsWritten => !_isRead;

    /// <summary>Reads run.json.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public RunRecord ReadRecord()
    {
        string path = At(RecordName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunsJson.Default.RunRecord)
                ?? throw new InvalidDataException($"{path}: expected the record of a run, found null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: line {e.LineNumber + 1}: expected the record of a run as JSON ({e.Message})", e);
        }
    }

    /// <summary>The passes and the curve so far, as they were when the last pass ended or the training was cancelled.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public RunProgress ReadProgress() => HasCheckpoint ? ProgressOf(SafetensorsFile.Read(At(CheckpointName)).Metadata) : RunProgress.Empty;

    /// <summary>Where the parameters after a pass are.</summary>
    /// <param name="pass">The 0-based pass.</param>
    public string PassPath(int pass) => At(string.Create(CultureInfo.InvariantCulture, $"params_pass_{pass}.safetensors"));

    /// <summary>Gives the folder another name, in the same directory.</summary>
    /// <param name="name">The new name: letters, digits and other signs that all file systems allow.</param>
    /// <returns>The folder under its new name; this one is no more.</returns>
    /// <exception cref="ArgumentException">The name cannot be one of a folder.</exception>
    /// <exception cref="IOException">A training is going on in it, or something of that name exists.</exception>
    public RunFolder Rename(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MostLettersOfName || name.Trim() != name || name.StartsWith('.') || name.EndsWith('.') || name.AsSpan().IndexOfAny(NotInNames) >= 0 || name.Any(char.IsControl))
            throw new ArgumentException($"name '{name}': expected 1 to {MostLettersOfName} letters, without / \\ : * ? \" < > | and without a point at its ends", nameof(name));

        string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(System.IO.Path.TrimEndingDirectorySeparator(Path)))!, name);
        if (System.IO.Path.Exists(path))
            throw new IOException($"{path}: exists already");
        RunLock.Take(Path).Dispose();
        Directory.Move(Path, path);
        return new(path);
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    /// <exception cref="IOException">A training is going on in it, or a file cannot be removed.</exception>
    public void Delete()
    {
        RunLock.Take(Path).Dispose();
        File.Delete(At(RecordName)); // first: what is left by a failure is no run any more
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>The right to write into the folder, until it is disposed of. The operating system takes it back when a process ends, however it ends.</summary>
    /// <exception cref="IOException">Another training has it.</exception>
    internal IDisposable? Claim()
    {
        if (_isRead)
            return null;
        var claim = RunLock.Take(Path);
        try
        {
            AtomicFile.DeleteLeftovers(Path);
            return claim;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Whether a training has got far enough for a checkpoint; one that was stopped before that begins again.</summary>
    internal bool HasCheckpoint => File.Exists(At(CheckpointName));

    /// <summary>Refuses a folder in which another training has begun since it was made.</summary>
    /// <exception cref="IOException">One has.</exception>
    internal void RequireNew()
    {
        if (!_isRead && File.Exists(At(RecordName)))
            throw ExistsAlready(Path);
    }

    internal RunRecord WriteRecord(RunSettings settings, Outcome? outcome = null, RunResult? result = null)
    {
        string version = typeof(RunFolder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var record = new RunRecord(version, RuntimeInformation.FrameworkDescription, settings, outcome, result);
        if (_isRead)
            return record;
        AtomicFile.Write(At(RecordName), stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            JsonSerializer.Serialize(json, record, RunsJson.Default.RunRecord);
        });
        return record;
    }

    internal void SavePass(Parameters parameters, int pass)
    {
        if (!_isRead)
            parameters.Save(PassPath(pass));
    }

    internal void SaveBest(Parameters parameters)
    {
        if (!_isRead)
            parameters.Save(At(DigitModel.BestPass));
    }

    // Who does not write gives the one that does what it has.
    internal void SaveCheckpoint(Trainer trainer, RunProgress progress)
    {
        if (_isRead)
            _ = trainer.State;
        else
            Checkpoint.Save(trainer, At(CheckpointName), new Dictionary<string, string> { [ProgressNote] = JsonSerializer.Serialize(progress, RunsJson.Default.RunProgress) });
    }

    internal RunProgress RestoreCheckpoint(Trainer trainer) => ProgressOf(Checkpoint.Restore(trainer, At(CheckpointName)));

    private RunProgress ProgressOf(IReadOnlyDictionary<string, string> notes)
    {
        try
        {
            return JsonSerializer.Deserialize(notes.GetValueOrDefault(ProgressNote, ""), RunsJson.Default.RunProgress)
                ?? throw new InvalidDataException($"{At(CheckpointName)}: '{ProgressNote}' expected the passes so far, found null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{At(CheckpointName)}: '{ProgressNote}' expected the passes so far as JSON ({e.Message})", e);
        }
    }

    /// <summary>Writes the curve and the passes as a table, and draws them.</summary>
    internal void WriteCurves(RunProgress progress, long iterationsPerPass)
    {
        if (!_isRead)
            RunCurves.Write(progress, iterationsPerPass, Path);
    }

    // A training that was stopped before it wrote its first file has left no more than these.
    private static bool IsMoreThanAttempt(string path) =>
        System.IO.Path.GetFileName(path) != RunLock.Name && System.IO.Path.GetExtension(path) != AtomicFile.Extension;

    private static IOException ExistsAlready(string path) => new($"{path}: exists already; choose another --output, or go on with it by --resume {path}");

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
