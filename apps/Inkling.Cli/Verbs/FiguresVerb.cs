using System.CommandLine;
using Inkling.Workbench;
using Inkling.Workbench.Figures;

namespace Inkling.Cli;

/// <summary><c>figures</c>: the pictures of the chapter, drawn from data, layers and a trained model.</summary>
internal static class FiguresVerb
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Where the PNG files go.", HelpName = "DIR" };

    private static readonly Option<string?> Runs = new("--runs")
    {
        Description = "The folder that 'compare --output' wrote: also draw the training curves of its runs.",
        HelpName = "DIR",
    };

    private static readonly Option<string> Model = new("--model")
    {
        Description = "The convolutional network whose filters and maps are drawn.",
        HelpName = "RUN|FILE|NAME",
        DefaultValueFactory = _ => "lenet",
    };

    public static Command Create()
    {
        var command = new Command("figures", "Draw sample digits, the networks, how their layers work, and what they have learnt.")
        {
            Folder, Runs, Model, CommonOptions.Dataset, CommonOptions.DataDirectory,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        var model = ModelFile.Open(command.GetRequiredValue(Model)).Parameters;
        RunResult[] runs = command.GetValue(Runs) is { } parent ? [.. DigitNetwork.Names.Select(name => ResultOf(Path.Combine(parent, name)))] : [];
        var dataset = CommonOptions.OpenDataset(command, notes, interrupt.Token);
        foreach (string path in ChapterFigures.Draw(command.GetRequiredValue(Folder), dataset, model, runs))
            Console.WriteLine(path);
        return ExitCodes.Done;
    }

    private static RunResult ResultOf(string folder) =>
        RunFolder.Open(folder).ReadRecord().Result ?? throw new InvalidDataException($"{folder}: expected a training that has ended, found one that has not");
}
