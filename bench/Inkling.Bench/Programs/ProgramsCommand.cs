using System.CommandLine;
using System.Runtime.InteropServices;
using Inkling.Bench.Machine;
using Inkling.Bench.Peers;

namespace Inkling.Bench.Programs;

/// <summary><c>programs</c>: size and times of published tools, each run as a user runs it: a process from its start to its end.</summary>
internal static class ProgramsCommand
{
    private const int DefaultRounds = 20;

    public static Command Create()
    {
        Argument<DirectoryInfo[]> folders = new("folders") { Description = "What 'dotnet publish' wrote, a folder for each form of the tool.", Arity = ArgumentArity.OneOrMore };
        Option<int> rounds = new("--rounds") { Description = "Timed runs of each, in turn.", DefaultValueFactory = _ => DefaultRounds };
        Option<bool> json = new("--json") { Description = "One flat JSON object instead of the table." };
        folders.AcceptExistingOnly();
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--rounds: expected at least 1");
        });

        var command = new Command("programs", "Size of published tools, and the time of whole runs: info, a digit, a photo of 12 megapixels.") { folders, rounds, json };
        command.SetAction(result =>
        {
            var images = Directory.CreateTempSubdirectory("inkling-programs-");
            try
            {
                var figures = Measure([.. result.GetValue(folders)!.Select(folder => new PublishedTool(folder))], result.GetValue(rounds), images.FullName);
                Console.WriteLine(result.GetValue(json) ? figures.ToJson() : figures.ToString());
            }
            finally
            {
                images.Delete(recursive: true);
            }
        });
        return command;
    }

    private static Figures Measure(PublishedTool[] tools, int rounds, string images)
    {
        string digit = ToolImages.Digit(images), photo = ToolImages.Photo(images);
        (string Key, string Title, string[] Arguments)[] runs =
        [
            ("info", "`info`", ["info"]),
            ("digit", "`recognize`, a digit of 28×28 as PNG", ["recognize", digit]),
            ("photo", $"`recognize`, a photo of {ToolImages.PhotoWidth}×{ToolImages.PhotoHeight} as JPEG", ["recognize", photo]),
        ];

        var figures = new Figures();
        figures.Say($"{MachineMeasurement.Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}; whole processes, median of {rounds} in turn, the slowest behind it");
        figures.Say($"");
        figures.Say($"| | {string.Join(" | ", tools.Select(tool => tool.Name))} |");
        figures.Say($"|---|{string.Concat(tools.Select(_ => "--:|"))}");
        foreach (var tool in tools)
            figures.Add($"{tool.Name}.bytes", tool.Bytes);
        figures.Say($"| size | {string.Join(" | ", tools.Select(tool => FormattableString.Invariant($"{tool.Bytes / 1e6:F1} MB")))} |");
        foreach (var (key, title, arguments) in runs)
        {
            var times = Times(tools, rounds, arguments);
            foreach (var (tool, spread) in tools.Zip(times))
                figures.Add($"{tool.Name}.{key}.milliseconds", spread);
            figures.Say($"| {title} | {string.Join(" | ", times.Select(spread => FormattableString.Invariant($"{spread.Median:F0}, {spread.Max:F0} ms")))} |");
        }

        return figures;
    }

    private static Spread[] Times(PublishedTool[] tools, int rounds, string[] arguments)
    {
        foreach (var tool in tools)
            tool.Milliseconds(arguments); // files come from memory from then on
        var times = tools.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < tools.Length; i++)
                times[i].Add(tools[i].Milliseconds(arguments));
        }

        return [.. times.Select(Spread.Of)];
    }
}
