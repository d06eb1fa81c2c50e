using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary><c>compare</c>: trains the chapter's three networks and prints them beside the accuracies the chapter claims.</summary>
internal static class CompareVerb
{
    private static readonly Option<int?> Passes = CommonOptions.Count("--passes", "Passes of each; default: those of its recipe.");

    private static readonly Option<string?> Output = new("--output")
    {
        Description = "The folder for the three run folders; default: runs/compare-<UTC time>.",
        HelpName = "DIR",
    };

    /// <summary>What the chapter says each network reaches on MNIST's test set.</summary>
    private static readonly Dictionary<string, double> ChapterAccuracy = new()
    {
        ["softmax"] = 0.9234,
        ["mlp"] = 0.9766,
        ["lenet"] = 0.9920,
    };

    public static Command Create()
    {
        var command = new Command("compare", "Train the chapter's three networks and set them beside its figures.")
        {
            Passes, CommonOptions.Limit, CommonOptions.Seed, CommonOptions.Threads, CommonOptions.Device, CommonOptions.Dataset, CommonOptions.DataDirectory, Output,
            CommonOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        var device = CommonOptions.DeviceOf(command);
        var dataset = Ranks.Together(() => CommonOptions.OpenDataset(command, notes, interrupt.Token));
        string parent = command.GetValue(Output) ?? RunFolder.DefaultPath("compare", DateTimeOffset.UtcNow);
        var view = new TrainingView(notes, json: true, printsJson: false);
        var results = new List<RunResult>();
        foreach (string model in DigitNetwork.Names)
        {
            var settings = new RunSettings(Recipe.Default(model), dataset.Name, command.GetValue(CommonOptions.DataDirectory), command.GetValue(CommonOptions.Limit));
            var recipe = settings.TrainOf(dataset).Count is { } samples and > 0 ? settings.Recipe.For(samples) : settings.Recipe;
            recipe = recipe with { Passes = command.GetValue(Passes) ?? recipe.Passes, Seed = command.GetValue(CommonOptions.Seed) ?? recipe.Seed };
            settings = settings with { Recipe = recipe };
            var run = new TrainingRun(settings, dataset, command.GetValue(CommonOptions.Threads) ?? Ranks.Threads, device, Ranks.Communicator);
            string path = Path.Combine(parent, model);
            var folder = Ranks.Speaks ? RunFolder.Create(path) : RunFolder.OfAnother(path);
            var record = view.Show(run, settings, folder, handle => run.Start(folder, handle, interrupt.Token));
            if (record.Outcome != Outcome.Completed)
                return record.Outcome == Outcome.Cancelled ? ExitCodes.Cancelled : ExitCodes.Failed;
            results.Add(record.Result!);
        }

        if (command.GetValue(CommonOptions.Json))
            Console.WriteLine(JsonSerializer.Serialize([.. results], CliJson.Default.RunResultArray));
        else
            Print(dataset.Name, results);
        return ExitCodes.Done;
    }

    private static void Print(string dataset, IReadOnlyList<RunResult> results)
    {
        Line($"model     parameters  passes    seconds   accuracy   the chapter's");
        foreach (var result in results)
        {
            double seconds = result.Passes.Sum(pass => pass.Seconds), chapter = ChapterAccuracy[result.Model];
            double? accuracy = result.Accuracy * 100;
            Line($"{result.Model,-9} {result.Parameters,10:N0} {result.Passes.Count,7} {seconds,10:F1} {accuracy,8:F2} % {chapter * 100,13:F2} %");
        }

        if (dataset != "mnist")
            Line($"(trained and tested on '{dataset}'; the chapter's figures are for MNIST)");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
