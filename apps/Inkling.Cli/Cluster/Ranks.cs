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
        _job = MpiJob.Join();
        if (Speaks)
            return;
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
    }

    /// <summary>Leaves the others; where this process has failed in what they do together, all end.</summary>
    /// <param name="exitCode">What this process ends with.</param>
    /// <param name="failure">What it failed by, or null.</param>
    public static void Leave(int exitCode, string? failure)
    {
        if (_job is null)
            return;
        if (failure is null)
        {
            _job.Dispose();
            return;
        }

        if (!Speaks)
        {
            Thread.Sleep(_headStart);
            _error!.WriteLine($"inkling: rank {_job.Rank}: {failure}");
        }

        _job.Abort(exitCode);
    }
}
