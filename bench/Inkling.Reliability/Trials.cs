using System.Globalization;
using Inkling.Reliability.Disks;
using Inkling.Reliability.Endurance;
using Inkling.Reliability.Fuzzing;
using Inkling.Reliability.Killing;

namespace Inkling.Reliability;

/// <summary>All there is to try.</summary>
internal static class Trials
{
    private const int Kills = 200, FuzzCases = 200_000, Trainings = 20, Images = 1_000_000, Threads = 100, ImagesOfThread = 100, Disks = 24;

    /// <summary>The trials.</summary>
    /// <param name="seed">Of all that is left to chance.</param>
    /// <param name="scale">What their counts are multiplied by.</param>
    /// <param name="formats">A part of the names of the formats that are damaged; empty for all.</param>
    public static IReadOnlyList<Trial> All(int seed, double scale, string formats = "")
    {
        return
        [
            new("kill", () => InFolder(folder => Killed(folder, seed, Scaled(Kills)))),
            new("disk", () => InFolder(folder => Filled(folder, Scaled(Disks)))),
            new("fuzz", () => InFolder(folder => Fuzzed(folder, seed, Scaled(FuzzCases), formats))),
            new("trainings", () => InFolder(folder => Trained(folder, Scaled(Trainings)))),
            new("images", () => Recognised(Scaled(Images))),
            new("threads", () => [new($"threads on one recognizer, {ImagesOfThread} images each", Threads, $"{ManyThreads.Run(Threads, Scaled(ImagesOfThread)):N0} readings, each to the bit that of one thread alone")]),
            new("stops", () => InFolder(folder => [new("trainings cancelled, one at every event, and resumed", EveryStop.Run(folder), "the same parameters, to the bit")])),
        ];

        int Scaled(int count) => Math.Max(1, (int)(count * scale));
    }

    private static IEnumerable<Evidence> Killed(string folder, int seed, int trials)
    {
        var result = new KillTrials(folder, seed).Run(trials, Console.Error.WriteLine);
        yield return new("trainings killed (SIGKILL) at moments left to chance, and resumed until done", result.Trials, "the parameters of a training that nobody killed, to the bit");
        yield return new("kills in all", result.Kills, Invariant($"{result.WithinWriting:N0} of them while a file was being written; {result.Files:N0} files read from end to end, each whole"));
    }

    private static IEnumerable<Evidence> Filled(string folder, int disks)
    {
        // From nothing to more than a training needs.
        int? full = FullDiskTrials.Run(folder, Enumerable.Range(0, disks).Select(i => 4 + (150 * i)));
        yield return full is { } count
            ? new("trainings on disks of 4 KiB to 3.5 MiB", disks, Invariant($"{count:N0} met a full disk: one line said so, all that was there was whole, and with room made they went on to the same parameters"))
            : new("trainings on small disks", 0, "not tried: no disk could be mounted here");
        if (full is null)
            yield break;

        FullDiskTrials.RunReadOnly(folder);
        yield return new("training onto a read-only disk", 1, "one line that names the place");
    }

    private static IEnumerable<Evidence> Fuzzed(string folder, int seed, int cases, string formats)
    {
        using var requests = new HttpBodies(Path.Combine(folder, "runs"));
        foreach (var format in ForeignFormats.All(folder).Concat(requests.Formats).Where(format => format.Name.Contains(formats, StringComparison.OrdinalIgnoreCase)))
        {
            var result = Fuzzer.Run(format, seed, cases);
            yield return new(
                $"damaged bytes: {format.Name}", result.Cases,
                Invariant($"{result.Refused:N0} refused with a message, the others read; slowest {result.Longest.TotalMilliseconds:N0} ms")
                    + (result.MostAllocated is { } most ? Invariant($", at most {most / 1e6:N1} MB") : ""));
        }
    }

    private static IEnumerable<Evidence> Trained(string folder, int trainings)
    {
        var (early, late) = ManyTrainings.Run(folder, trainings);
        yield return new("trainings in one process", trainings, $"memory {Megabytes(early)} after a few of them, {Megabytes(late)} at the end");
    }

    private static IEnumerable<Evidence> Recognised(int images)
    {
        var (early, late) = ManyImages.Run(images);
        yield return new("digits recognised in one process", images, $"memory {Megabytes(early)} after the first hundredth, {Megabytes(late)} at the end; every answer as the first time");
    }

    private static string Megabytes(MemoryReading memory) => Invariant($"{memory.Managed / 1e6:N1} MB of objects, {memory.Resident / 1e6:N0} MB in all");

    // On a disk in memory, where there is one: what is tried is not how fast a disk is.
    private static IEnumerable<Evidence> InFolder(Func<string, IEnumerable<Evidence>> run)
    {
        const string InMemory = "/dev/shm";
        string parent = Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), folder = Path.Combine(parent, $"inkling-reliability-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var evidence in run(folder))
                yield return evidence;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
