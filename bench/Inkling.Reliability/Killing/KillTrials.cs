using System.Diagnostics;
using Inkling.Nn;

namespace Inkling.Reliability.Killing;

/// <summary>
/// Trainings that are killed (SIGKILL) at moments left to chance, and gone on with until they are done. In every second trial the moment is one in
/// which a file is being written.
/// </summary>
internal sealed class KillTrials(string folder, int seed)
{
    private const int MostKillsOfTrial = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Short, and with all there is to lose: moments, averages, varied images, a history, a best pass.</summary>
    private static readonly string[] Work =
        ["mlp", "--recipe", "augmented", "--dataset", "synthetic", "--limit", "1280", "--validation", "100", "--passes", "6", "--log-period", "2", "--batch-size", "32"];

    private readonly Random _random = new(seed);

    /// <summary>Runs the trials.</summary>
    /// <exception cref="InvalidDataException">Something was lost: a file is not whole, a folder cannot be gone on with, or the parameters at the end differ.</exception>
    public KillResult Run(int trials, Action<string> tell)
    {
        long start = Stopwatch.GetTimestamp();
        string expected = InklingTool.Run(Begin(Path.Combine(folder, "whole"))).ModelHash;
        var duration = Stopwatch.GetElapsedTime(start);

        var sum = new KillResult(0, 0, 0, 0);
        for (int trial = 0; trial < trials; trial++)
        {
            string run = Path.Combine(folder, $"killed-{trial}");
            var result = Trial(run, isWithinWriting: trial % 2 == 1, duration, out string hash);
            if (hash != expected)
                throw new InvalidDataException($"trial {trial}: expected the parameters {expected}, got {hash}; the folder is {run}");
            Directory.Delete(run, recursive: true);
            sum = sum + result;
            if ((trial + 1) % 10 == 0)
                tell($"{trial + 1} trials, {sum.Kills} kills, {sum.WithinWriting} while a file was being written");
        }

        return sum;
    }

    private KillResult Trial(string run, bool isWithinWriting, TimeSpan duration, out string hash)
    {
        int kills = 0, withinWriting = 0, files = 0;
        for (; kills < MostKillsOfTrial; kills++)
        {
            using var process = InklingTool.Start(Command(run));
            if (!(isWithinWriting ? KillWhileWriting(process, run) : KillLater(process, duration)))
                break;

            var (whole, beingWritten) = RunFolderCheck.RequireWhole(run);
            files += whole;
            withinWriting += beingWritten > 0 ? 1 : 0;
        }

        hash = InklingTool.Run(Command(run)).ModelHash;
        var (last, leftovers) = RunFolderCheck.RequireWhole(run);
        return leftovers == 0 ? new(1, kills, withinWriting, files + last) : throw new InvalidDataException($"{run}: {leftovers} files of killed processes are left");
    }

    /// <summary>What a user would type: begin, or go on if it has begun.</summary>
    private static string[] Command(string run) =>
        File.Exists(Path.Combine(run, "run.json")) ? ["train", "--resume", run, "--json", "--quiet"] : Begin(run);

    private static string[] Begin(string run) => ["train", .. Work, "--output", run, "--json", "--quiet"];

    private bool KillLater(Process process, TimeSpan duration) =>
        !process.WaitForExit(duration * _random.NextDouble()) && Kill(process);

    /// <summary>Waits for one of the first files that are being written, and kills within it.</summary>
    private bool KillWhileWriting(Process process, string run)
    {
        int skipped = _random.Next(12);
        var seen = new HashSet<string>();
        long start = Stopwatch.GetTimestamp();
        while (!process.HasExited && Stopwatch.GetElapsedTime(start) < Patience)
        {
            if (!Directory.Exists(run))
                continue;
            seen.UnionWith(Directory.EnumerateFiles(run, $"*{AtomicFile.Extension}"));
            if (seen.Count > skipped)
                return Kill(process);
        }

        return !process.HasExited && Kill(process);
    }

    private static bool Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
        return process.ExitCode != 0;
    }
}
