using System.CommandLine;
using Inkling.Mpi;

namespace Inkling.Cli;

/// <summary>The one place where whatever goes wrong becomes a line on stderr and an exit code.</summary>
internal static class Failures
{
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "On failure, show where in the program it happened.",
        Recursive = true,
    };

    /// <summary>Runs a verb.</summary>
    public static int Run(ParseResult command)
    {
        if (command.Errors.Count > 0)
        {
            // Of several processes, one says it.
            if (MpiJob.LaunchedRank > 0)
                return ExitCodes.WrongCommandLine;
            ReportMistakes(command);
            return ExitCodes.WrongCommandLine;
        }

        try
        {
            Ranks.Join();
            if (!Ranks.Speaks && !Ranks.AllDo(command))
            {
                Ranks.Leave(ExitCodes.Done, failure: null);
                return ExitCodes.Done;
            }

            int exitCode = command.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            Ranks.Leave(exitCode, failure: null);
            return exitCode;
        }
        catch (OperationCanceledException e)
        {
            Report("cancelled");
            Ranks.Leave(ExitCodes.Cancelled, e);
            return ExitCodes.Cancelled;
        }
        catch (Exception e)
        {
            Report(FailureText.Of(e));
            if (command.GetValue(Verbose))
                Console.Error.WriteLine(e);
            int exitCode = e is AgreedException agreed ? agreed.ExitCode : ExitCodes.Of(e);
            Ranks.Leave(exitCode, e);
            return exitCode;
        }
    }

    // Where a word stands that is no verb, that says it; where none stands, the parser's words would not say what is missing.
    private static void ReportMistakes(ParseResult command)
    {
        var asked = command.CommandResult.Command;
        var errors = asked.Subcommands.Count > 0 ? command.Errors.Where(error => command.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))) : command.Errors;
        foreach (var error in errors)
            Report(error.Message);
        if (asked.Subcommands.Count > 0 && command.UnmatchedTokens.Count == 0)
            Report($"expected a verb: {string.Join(", ", asked.Subcommands.Select(verb => verb.Name))}; --help tells more");
        foreach (string name in Suggestions.For(command))
            Report($"did you mean {name}?");
    }

    private static void Report(string message) => Console.Error.WriteLine($"inkling: {FailureText.OneLine(message)}");
}
