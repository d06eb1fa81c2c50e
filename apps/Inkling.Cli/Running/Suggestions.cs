using System.CommandLine;
using System.CommandLine.Parsing;

namespace Inkling.Cli;

/// <summary>What somebody may have meant who mistyped a verb or an option.</summary>
internal static class Suggestions
{
    /// <summary>More letters to change than this, or than a third of the word's, and it is another word.</summary>
    private const int MostChanges = 2;

    /// <summary>The verbs and options that are nearest to the words of a command line that are none.</summary>
    public static IEnumerable<string> For(ParseResult command)
    {
        var verb = command.CommandResult.Command;
        string[] known =
        [
            .. verb.Subcommands.Select(sub => sub.Name), .. verb.Options.SelectMany(option => option.Aliases.Append(option.Name)), .. command.RootCommandResult.Command.Options.Select(option => option.Name),
        ];
        bool wantsVerb = verb.Subcommands.Count > 0;
        return command.Tokens
            .Where(token => token.Type == TokenType.Argument && (token.Value.StartsWith("--", StringComparison.Ordinal) || (wantsVerb && command.UnmatchedTokens.Contains(token.Value))))
            .Select(token => Nearest(token.Value, known))
            .OfType<string>()
            .Distinct();
    }

    private static string? Nearest(string word, string[] known) =>
        known.Select(name => (Name: name, Changes: Changes(word, name))).Where(one => one.Changes <= Math.Min(MostChanges, word.Length / 3)).OrderBy(one => one.Changes).Select(one => one.Name).FirstOrDefault();

    /// <summary>How many letters must be added, left out, exchanged or swapped with their neighbour (Damerau 1964).</summary>
    private static int Changes(string from, string to)
    {
        var changes = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    changes[i, j] = i + j;
                    continue;
                }

                int exchanged = changes[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                changes[i, j] = Math.Min(exchanged, 1 + Math.Min(changes[i - 1, j], changes[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    changes[i, j] = Math.Min(changes[i, j], 1 + changes[i - 2, j - 2]);
            }
        }

        return changes[from.Length, to.Length];
    }
}
