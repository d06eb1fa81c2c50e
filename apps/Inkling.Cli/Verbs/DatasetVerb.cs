using System.CommandLine;
using Inkling.Data;
using Inkling.Digits.Imaging;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary><c>dataset</c>: what is in the data cache, and filling it.</summary>
internal static class DatasetVerb
{
    private static readonly Option<int?> Count = CommonOptions.Count("--count", "How many samples; default 3.");

    public static Command Create() => new("dataset", "The data cache.")
    {
        Action("info", "Where MNIST is, and which files are there.", Info),
        Action("download", "Download what is missing or damaged.", Download),
        Action("verify", "Read every file and check its content.", Verify),
        Action("preview", "Print samples with their labels.", Preview, CommonOptions.Dataset, CommonOptions.Transpose, CommonOptions.Channels, Count),
    };

    private static Command Action(string name, string description, Func<ParseResult, int> run, params Option[] options)
    {
        var command = new Command(name, description) { CommonOptions.DataDirectory };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(run);
        return command;
    }

    private static int Info(ParseResult command)
    {
        var cache = DatasetSource.Cache(command.GetValue(CommonOptions.DataDirectory));
        Console.WriteLine($"directory: {cache.Directory}");
        Console.WriteLine(cache.IsComplete ? "all four files are there" : "incomplete; 'inkling dataset download' fetches what is missing");
        return ExitCodes.Done;
    }

    private static int Download(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        var cache = DatasetSource.Cache(command.GetValue(CommonOptions.DataDirectory));
        var dataset = CommonOptions.OpenDataset(new DatasetRequest(DatasetSource.Mnist, cache.Directory), notes, interrupt.Token);
        Console.WriteLine($"{cache.Directory}: {dataset.Train.Count:N0} training and {dataset.Test.Count:N0} test images, verified");
        return ExitCodes.Done;
    }

    private static int Verify(ParseResult command)
    {
        var files = DatasetSource.Cache(command.GetValue(CommonOptions.DataDirectory)).Verify();
        foreach (var file in files)
            Console.WriteLine(file.Problem ?? $"{file.Path}: good");
        return files.All(file => file.IsGood) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static int Preview(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        var dataset = CommonOptions.OpenDataset(command, notes, interrupt.Token);
        foreach (var sample in dataset.Train.FirstN(command.GetValue(Count) ?? 3).Read())
        {
            Console.WriteLine($"label {dataset.ClassNames[sample.Label]}");
            Console.WriteLine(DigitArt.Render(sample.Pixels.Span, dataset.Width));
        }

        return ExitCodes.Done;
    }
}
