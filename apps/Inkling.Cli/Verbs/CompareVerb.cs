using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Training;

namespace Inkling.Cli;

/// <summary><c>compare</c>: trains the chapter's three networks and prints them beside the accuracies the chapter claims.</summary>
internal static class CompareVerb
{
    private static readonly Option<int?> Passes = new Option<int?>("--passes") { Description = "Passes of each; default: those of its recipe.", HelpName = "N" }.AtLeast(1);
    private static readonly Option<int?> Limit = new Option<int?>("--limit") { Description = "Use the first N training samples.", HelpName = "N" }.AtLeast(1);
    private static readonly Option<int?> Seed = new("--seed") { Description = "Of first parameters and shuffling; default 1.", HelpName = "N" };
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<string> Dataset = CommonOptions.Dataset();
    private static readonly Option<string?> DataDirectory = CommonOptions.DataDirectory();
    private static readonly Option<string?> Output = new("--output") { Description = "The folder for the three run folders; default: runs/compare-<UTC time>.", HelpName = "DIR" };
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>What the chapter says each network reaches on MNIST's test set.</summary>
    private static readonly Dictionary<string, double> ChapterAccuracy = new() { ["softmax"] = 0.9234, ["mlp"] = 0.9766, ["lenet"] = 0.9920 };

    public static Command Create()
    {
        var command = new Command("compare", "Train the chapter's three networks and set them beside its figures.")
        {
            Passes, Limit, Seed, Threads, Dataset, DataDirectory, Output, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        using var interrupt = new Interrupt();
        var dataset = DatasetSource.Open(command.GetRequiredValue(Dataset), command.GetValue(DataDirectory), Console.Error.WriteLine, interrupt.Token);
        string parent = command.GetValue(Output) ?? Path.Combine("runs", $"compare-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        var view = new TrainingView(json: true, printsJson: false);
        var results = new List<RunResult>();
        foreach (string model in DigitNetwork.Names)
        {
            var recipe = Recipe.Default(model);
            recipe = recipe with { Passes = command.GetValue(Passes) ?? recipe.Passes, Seed = command.GetValue(Seed) ?? recipe.Seed };
            var settings = new RunSettings(recipe, dataset.Name, command.GetValue(DataDirectory), command.GetValue(Limit));
            var run = new TrainingRun(settings, dataset, command.GetValue(Threads) ?? Environment.ProcessorCount);
            var folder = RunFolder.Create(Path.Combine(parent, model));
            view.ShowStart(run, settings, folder);
            var record = run.Start(folder, view.Handle, interrupt.Token);
            view.ShowEnd(record);
            if (record.Outcome != Outcome.Completed)
                return record.Outcome == Outcome.Cancelled ? Failures.Cancelled : Failures.Failed;
            results.Add(record.Result!);
        }

        if (command.GetValue(Json))
            Console.WriteLine(JsonSerializer.Serialize([.. results], CliJson.Default.RunResultArray));
        else
            Print(dataset.Name, results);
        return Failures.Done;
    }

    private static void Print(string dataset, IReadOnlyList<RunResult> results)
    {
        Line($"model     parameters  passes    seconds   accuracy   the chapter's");
        foreach (var result in results)
        {
            double seconds = result.Passes.Sum(pass => pass.Seconds), chapter = ChapterAccuracy[result.Model];
            Line($"{result.Model,-9} {result.Parameters,10:N0} {result.Passes.Count,7} {seconds,10:F1} {result.Accuracy * 100,8:F2} % {chapter * 100,13:F2} %");
        }

        if (dataset != "mnist")
            Line($"(trained and tested on '{dataset}'; the chapter's figures are for MNIST)");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
