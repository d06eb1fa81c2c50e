using System.CommandLine;
using Inkling.Mpi;

namespace Inkling.Cli;

/// <summary>The one place where whatever goes wrong becomes a line on stderr and an exit code.</summary>
internal static class Failures
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCommandLine = 2;
    public const int NotRecognised = 3;
    public const int Cancelled = 130;

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "On failure, show where in the program it happened.",
        Recursive = true,
    };

    /// <summary>Runs a verb. A mistake in the arguments is exit code 2, also when only the verb sees it; whatever else fails is 1.</summary>
    public static int Run(ParseResult command)
    {
        if (command.Errors.Count > 0)
        {
            // Of several processes, one says it.
            if (MpiJob.LaunchedRank > 0)
                return WrongCommandLine;
            foreach (var error in command.Errors)
                Report(error.Message);
            foreach (string name in Suggestions.For(command))
                Report($"did you mean {name}?");
            return WrongCommandLine;
        }

        try
        {
            Ranks.Join();
            if (!Ranks.Speaks && !Ranks.AllDo(command))
            {
                Ranks.Leave(Done, failure: null);
                return Done;
            }

            int exitCode = command.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            Ranks.Leave(exitCode, failure: null);
            return exitCode;
        }
        catch (OperationCanceledException e)
        {
            Report("cancelled");
            Ranks.Leave(Cancelled, e);
            return Cancelled;
        }
        catch (Exception e)
        {
            Report(FailureText.Of(e));
            if (command.GetValue(Verbose))
                Console.Error.WriteLine(e);
            int exitCode = e is ArgumentException ? WrongCommandLine : Failed;
            Ranks.Leave(exitCode, e);
            return exitCode;
        }
    }

    private static void Report(string message) => Console.Error.WriteLine($"inkling: {FailureText.OneLine(message)}");
}
