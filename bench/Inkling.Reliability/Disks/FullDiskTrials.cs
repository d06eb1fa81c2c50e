using System.Globalization;
using Inkling.Reliability.Killing;

namespace Inkling.Reliability.Disks;

/// <summary>Trainings on disks that fill up, each a little later than the one before; then there is room, and they are gone on with.</summary>
internal static class FullDiskTrials
{
    private const int Enough = 64 * 1024;
    private static readonly string[] Work =
        ["mlp", "--dataset", "synthetic", "--limit", "640", "--passes", "3", "--log-period", "2", "--batch-size", "32"];

    /// <summary>Runs the trials.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="sizes">The sizes of the disks, in KiB.</param>
    /// <returns>How many trainings met a full disk; null where no disk can be mounted.</returns>
    /// <exception cref="InvalidDataException">Something was lost, or was not said.</exception>
    public static int? Run(string folder, IEnumerable<int> sizes)
    {
        string expected = InklingTool.Run(Begin(Path.Combine(folder, "whole"))).ModelHash;
        int full = 0;
        foreach (int size in sizes)
        {
            using var disk = SmallDisk.TryMount(Path.Combine(folder, $"disk-{size}"), size);
            if (disk is null)
                return null;

            string run = Path.Combine(disk.Path, "run");
            var result = InklingTool.Run(Begin(run));
            if (result.ExitCode != 0)
            {
                RequireSaid(result, size);
                full++;
            }

            RunFolderCheck.RequireWhole(run);
            disk.Resize(Enough);
            string hash = InklingTool.Run(File.Exists(Path.Combine(run, "run.json")) ? ["train", "--resume", run, "--json", "--quiet"] : Begin(run)).ModelHash;
            if (hash != expected)
                throw new InvalidDataException($"disk of {size} KiB: expected the parameters {expected}, got {hash}");
        }

        return full;
    }

    /// <summary>A training and a cache on a disk that is read-only: one line that names the place, and nothing there.</summary>
    /// <exception cref="InvalidDataException">It was not said.</exception>
    public static void RunReadOnly(string folder)
    {
        using var disk = SmallDisk.TryMount(Path.Combine(folder, "read-only"), Enough) ?? throw new IOException($"{folder}: no disk can be mounted");
        disk.Lock();
        var result = InklingTool.Run(Begin(Path.Combine(disk.Path, "run")));
        if (result.ExitCode != 1 || Lines(result) != 1 || !result.Error.Contains(disk.Path, StringComparison.Ordinal))
            throw new InvalidDataException($"read-only disk: expected one line that names it, got exit code {result.ExitCode}: {result.Error}");
    }

    private static void RequireSaid(ToolResult result, int size)
    {
        if (result.ExitCode != 1 || Lines(result) != 1 || !result.Error.Contains("space", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"disk of {size} KiB: expected one line about space, got exit code {result.ExitCode}: {result.Error}"));
        }
    }

    private static int Lines(ToolResult result) => result.Error.TrimEnd('\n').Split('\n').Length;

    private static string[] Begin(string run) => ["train", .. Work, "--output", run, "--json", "--quiet"];
}
