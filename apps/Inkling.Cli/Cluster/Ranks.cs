using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inkling.Mpi;
using Inkling.Training;

namespace Inkling.Cli;

/// <summary>The processes that <c>mpirun</c> has started together, if it has: rank 0 speaks and writes, the others compute.</summary>
internal static class Ranks
{
    // For the others to be ended by rank 0, if it fails for the same reason: then one message is printed, not one per rank.
    private static readonly TimeSpan _headStart = TimeSpan.FromSeconds(2);

    // So many files of a rank are done from one exchange to the next: rank 0 has something to print soon, and the ranks seldom wait for each other.
    private const int Round = 16;

    private static MpiCommunicator? _job;
    private static TextWriter? _error;
    private static int _sharing = 1;

    /// <summary>Of a training.</summary>
    public static Communicator Communicator => _job ?? Communicator.Alone;

    /// <summary>Whether this process speaks and writes.</summary>
    public static bool Speaks => Communicator.Rank == 0;

    /// <summary>Whether there are several.</summary>
    public static bool AreSeveral => Communicator.Size > 1;

    /// <summary>The workers of this process, where no number is asked for: its share of the processors that it may use.</summary>
    public static int Threads => Math.Max(1, Environment.ProcessorCount / _sharing);

    /// <summary>Whether all ranks take part in a verb; the others are rank 0's alone.</summary>
    public static bool AllDo(ParseResult command) => command.CommandResult.Command.Name is "train" or "compare" or "evaluate" or "recognize";

    /// <summary>Joins the others, where there are any.</summary>
    public static void Join()
    {
        if (!MpiJob.IsLaunched)
            return;

        // Open MPI gives every process a terminal as its output, on which the runtime would write control characters before the first text; on a dumb one it has none.
        Environment.SetEnvironmentVariable("TERM", "dumb");
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        _error = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
        Console.SetError(_error);
        if (!MpiJob.IsOne)
            return;
        if (MpiJob.LaunchedRank > 0)
        {
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
        }

        _job = MpiJob.Join();
        _sharing = OnTheseProcessors();
    }

    /// <summary>Does what every rank does for itself and may fail in, as reading the data: where one fails, all fail by the same, which names the rank if not all did.</summary>
    /// <exception cref="AgreedException">A rank has failed.</exception>
    public static T Together<T>(Func<T> work)
    {
        if (!AreSeveral)
            return work();

        T? result = default;
        string failure = "";
        try
        {
            result = work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failure = $"{ExitCodes.Of(e)}{FailureText.Of(e)}"; // of one digit
        }

        string[] all = Communicator.GatherTexts(failure);
        int first = Array.FindIndex(all, text => text.Length > 0);
        if (first < 0)
            return result!;
        string message = all[first][1..];
        throw new AgreedException(all.All(text => text.Length > 0) ? message : $"rank {first}: {message}", all[first][0] - '0');
    }

    /// <summary>Requires what must be alike on all ranks, as <see cref="Training.Communicator.RequireAlike"/> does.</summary>
    /// <param name="own">What this rank has: asked for where there are several.</param>
    /// <exception cref="AgreedException">A rank differs from the first.</exception>
    public static void RequireAlike(Func<string[]> own)
    {
        if (!AreSeveral)
            return;

        try
        {
            Communicator.RequireAlike(own());
        }
        catch (InvalidDataException e)
        {
            throw new AgreedException(e.Message);
        }
    }

    /// <summary>Does work on many files, on all ranks and processors, and gives what there is to say of each, in their order: rank 0 gets it, the others nothing.</summary>
    /// <param name="files">Their names, alike on all ranks.</param>
    /// <param name="work">Called from several threads at once.</param>
    /// <param name="cancellation">Where it is asked for on any rank, null is the last that is given, on all.</param>
    public static IEnumerable<Said?> Share(string[] files, Func<string, Said> work, CancellationToken cancellation)
    {
        if (!AreSeveral)
        {
            foreach (var said in InOrder.Of(files, work))
            {
                if (cancellation.IsCancellationRequested)
                {
                    yield return null;
                    yield break;
                }

                yield return said;
            }

            yield break;
        }

        RequireAlike(() => [$"files: {files.Length}, names {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))))}"]);
        int size = Communicator.Size;
        foreach (var round in files.Chunk(Round * size))
        {
            // File i is rank i mod size's.
            Said[] own = cancellation.IsCancellationRequested ? [] : [.. InOrder.Of(round.Where((_, i) => i % size == Communicator.Rank), work)];
            string[] all = Communicator.GatherTexts(cancellation.IsCancellationRequested ? "" : JsonSerializer.Serialize(own, CliJson.Default.SaidArray));
            if (all.Contains(""))
            {
                yield return null;
                yield break;
            }

            Said[][] ofRanks = Speaks ? Array.ConvertAll(all, text => JsonSerializer.Deserialize(text, CliJson.Default.SaidArray)!) : [];
            for (int i = 0; Speaks && i < round.Length; i++)
                yield return ofRanks[i % size][i / size];
        }
    }

    // Ranks that a launcher has bound to processors of their own share none; the others share all that there are.
    private static int OnTheseProcessors()
    {
        string processors = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Cpus_allowed_list", StringComparison.Ordinal)) ?? "" : "";
        string own = $"{Environment.MachineName} {processors}";
        return Communicator.GatherTexts(own).Count(other => other == own);
    }

    /// <summary>Leaves the others; where this process has failed in what they do together, and they do not know, all end.</summary>
    /// <param name="exitCode">What this process ends with.</param>
    /// <param name="failure">What it failed by, or null.</param>
    public static void Leave(int exitCode, Exception? failure)
    {
        if (_job is null)
            return;
        if (failure is null or AgreedException)
        {
            _job.Dispose();
            return;
        }

        if (!Speaks)
        {
            Thread.Sleep(_headStart);
            _error!.WriteLine($"inkling: rank {_job.Rank}: {FailureText.Of(failure)}");
        }

        _job.Abort(exitCode);
    }
}
