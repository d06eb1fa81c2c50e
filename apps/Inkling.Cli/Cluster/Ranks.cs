using System.CommandLine;
using Inkling.Mpi;
using Inkling.Training;

namespace Inkling.Cli;

/// <summary>The processes that <c>mpirun</c> has started together, if it has: rank 0 speaks and writes, the others compute.</summary>
internal static class Ranks
{
    // For the others to be ended by rank 0, if it fails for the same reason: then one message is printed, not one per rank.
    private static readonly TimeSpan _headStart = TimeSpan.FromSeconds(2);

    private static MpiCommunicator? _job;
    private static TextWriter? _error;

    /// <summary>Of a training.</summary>
    public static Communicator Communicator => _job ?? Communicator.Alone;

    /// <summary>Whether this process speaks and writes.</summary>
    public static bool Speaks => Communicator.Rank == 0;

    /// <summary>Whether there are several.</summary>
    public static bool AreSeveral => Communicator.Size > 1;

    /// <summary>The workers of this process, where no number is asked for: its share of the machine's processors.</summary>
    public static int Threads => Math.Max(1, Environment.ProcessorCount / (AreSeveral ? MpiJob.OnThisMachine : 1));

    /// <summary>Whether all ranks take part in a verb: trainings are shared, the rest is rank 0's.</summary>
    public static bool AllDo(ParseResult command) => command.CommandResult.Command.Name is "train" or "compare";

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
            failure = FailureText.Of(e);
        }

        string[] all = Communicator.GatherTexts(failure);
        int first = Array.FindIndex(all, text => text.Length > 0);
        return first < 0 ? result! : throw new AgreedException(all.All(text => text.Length > 0) ? all[0] : $"rank {first}: {all[first]}");
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
