using System.CommandLine;
using System.Globalization;
using Inkling.Reliability.Fuzzing;

namespace Inkling.Reliability;

/// <summary>Tries what machines and people do to the product, and prints what came of it. The first thing that is lost ends it.</summary>
internal static class ReliabilityCommand
{
    /// <summary>What stands above this line of a document stays.</summary>
    private const string Marker = "<!-- measured -->";

    private static readonly Option<string[]> Only = new("--only") { Description = "Only this trial; may be repeated.", HelpName = "NAME" };

    private static readonly Option<string> Format = new("--format") { Description = "Of fuzz, only the formats whose name holds this.", HelpName = "PART", DefaultValueFactory = _ => "" };

    private static readonly Option<double> Scale = new("--scale")
    {
        Description = "How much of the full count: 0.01 is a hundredth.",
        HelpName = "X",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "Of all that is left to chance.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Save = new("--save") { Description = $"Writes the table into a document, below its line {Marker}.", HelpName = "FILE.md" };

    public static RootCommand Create()
    {
        var command = new RootCommand("Tries what machines and people do to Inkling.") { Only, Format, Scale, Seed, Save };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        try
        {
            var trials = Trials.All(command.GetValue(Seed), command.GetValue(Scale), command.GetValue(Format)!);
            string[] only = command.GetValue(Only) ?? [];
            if (only.FirstOrDefault(name => trials.All(trial => trial.Name != name)) is { } unknown)
                throw new ArgumentException($"--only {unknown}: expected one of {string.Join(", ", trials.Select(trial => trial.Name))}");

            var table = new List<string> { "| tried | times | what was seen |", "|---|--:|---|" };
            foreach (var trial in trials.Where(trial => only.Length == 0 || only.Contains(trial.Name)))
            {
                Console.Error.WriteLine(trial.Name);
                foreach (var evidence in trial.Run())
                {
                    table.Add(string.Create(CultureInfo.InvariantCulture, $"| {evidence.Tried} | {evidence.Count:N0} | {evidence.Found} |"));
                    Console.WriteLine(table[^1]);
                }
            }

            if (command.GetValue(Save) is { } document)
                Write(document, table);
            return 0;
        }
        catch (FuzzFailure e)
        {
            string path = Path.Combine(Path.GetTempPath(), "inkling-fuzz-failure");
            File.WriteAllBytes(path, e.Bytes);
            Console.Error.WriteLine($"{e.Message}; the bytes are in {path}");
            return 1;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Write(string document, IEnumerable<string> table)
    {
        string all = File.ReadAllText(document);
        int end = all.IndexOf(Marker, StringComparison.Ordinal);
        if (end < 0)
            throw new InvalidDataException($"{document}: expected a line {Marker}, found none");
        File.WriteAllText(document, $"{all[..end]}{Marker}\n\n{string.Join('\n', table)}\n");
    }
}
