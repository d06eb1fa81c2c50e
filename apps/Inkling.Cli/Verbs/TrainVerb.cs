using System.CommandLine;
using System.CommandLine.Parsing;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary><c>train</c>: trains a network and writes a run folder, or goes on with one.</summary>
internal static class TrainVerb
{
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "The run folder to make; default: runs/<model>-<UTC time>.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Resume = new("--resume")
    {
        Description = "Go on with this run folder, with its own settings; with --passes, also if it is finished.",
        HelpName = "RUN",
    };

    public static Command Create()
    {
        var command = new Command("train", "Train a network and leave a run folder.")
        {
            TrainOptions.Model, CommonOptions.Threads, CommonOptions.Device, CommonOptions.DataDirectory, Output, Resume, CommonOptions.Json,
        };
        foreach (var option in TrainOptions.Settings)
            command.Add(option);

        command.Validators.Add(RefuseSettingsOfAResumedRun);
        command.SetAction(Run);
        return command;
    }

    private static void RefuseSettingsOfAResumedRun(CommandResult result)
    {
        if (result.GetResult(Resume) is null)
            return;

        foreach (var option in TrainOptions.Settings.Except([TrainOptions.Passes]).Append(Output).Where(option => result.GetResult(option) is { Implicit: false }))
            result.AddError($"{option.Name}: cannot be given with --resume, which goes on with the settings of the run");
        if (result.GetResult(TrainOptions.Model) is { Implicit: false, Tokens.Count: > 0 })
            result.AddError("model: cannot be given with --resume, which goes on with the network of the run");
    }

    private static int Run(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        bool json = command.GetValue(CommonOptions.Json);
        var view = new TrainingView(notes, json, printsJson: json);
        var record = command.GetValue(Resume) is { } path
            ? GoOn(RunFolder.Open(path), command, notes, view, interrupt.Token)
            : Begin(command, notes, view, interrupt.Token);

        return record.Outcome switch
        {
            Outcome.Completed => ExitCodes.Done,
            Outcome.Cancelled => ExitCodes.Cancelled,
            _ => ExitCodes.Failed,
        };
    }

    private static RunRecord Begin(ParseResult command, Notes notes, TrainingView view, CancellationToken cancellation)
    {
        var device = CommonOptions.DeviceOf(command);
        var recipe = TrainOptions.RecipeOf(command);
        var settings = new RunSettings(
            recipe, DatasetOf(recipe, command.GetRequiredValue(CommonOptions.Dataset)), command.GetValue(CommonOptions.DataDirectory), command.GetValue(CommonOptions.Limit),
            command.GetValue(TrainOptions.LogPeriod) ?? RunSettings.UsualLogPeriod, command.GetValue(TrainOptions.Validation),
            command.GetValue(TrainOptions.ImageSize), command.GetValue(TrainOptions.Prepare), command.GetValue(CommonOptions.Transpose),
            command.GetValue(CommonOptions.Channels) ?? 1);
        var dataset = Ranks.Together(() => CommonOptions.OpenDataset(settings.Request, notes, cancellation));
        settings = settings with { Dataset = dataset.Name };
        if (settings.TrainOf(dataset).Count is { } samples and > 0)
        {
            settings = settings with { Recipe = TrainOptions.RecipeOf(command, samples) };
            TellOfFew(samples, asked: recipe, settings.Recipe, notes);
        }

        var run = new TrainingRun(settings, dataset, ThreadsOf(command), device, Ranks.Communicator);
        string path = command.GetValue(Output) ?? RunFolder.DefaultPath(recipe.Model, DateTimeOffset.UtcNow);
        var folder = Ranks.Speaks ? RunFolder.Create(path) : RunFolder.OfAnother(path);
        return view.Show(run, settings, folder, handle => run.Start(folder, handle, cancellation));
    }

    // What differs from the usual because there are few samples, and what then still is too little to learn from.
    private static void TellOfFew(long samples, Recipe asked, Recipe recipe, Notes notes)
    {
        const int Few = 100;
        if (recipe.BatchSize < asked.BatchSize)
            notes.Tell($"{samples} training samples are few: batches of {recipe.BatchSize} in place of {asked.BatchSize}, {Passes(recipe.Passes)}");
        else if (recipe.Passes > asked.Passes)
            notes.Tell($"{samples} training samples are few: {Passes(recipe.Passes)} in place of {asked.Passes}");
        long updates = samples / recipe.BatchSize * recipe.Passes;
        if (updates < Few)
            notes.Tell($"the parameters are changed {updates} times in all, which is seldom enough: more --passes or a smaller --batch-size give more");
    }

    private static string Passes(int count) => count == 1 ? "1 pass" : $"{count} passes";

    // The reader of lines learns from lines, whatever is usual for the others.
    private static string DatasetOf(Recipe recipe, string asked) =>
        recipe.Model == DigitNetwork.Line && asked == DatasetSource.Auto ? DatasetSource.Lines : asked;

    private static RunRecord GoOn(RunFolder folder, ParseResult command, Notes notes, TrainingView view, CancellationToken cancellation)
    {
        var device = CommonOptions.DeviceOf(command);
        var settings = folder.ReadRecord().Settings;
        if (command.GetValue(CommonOptions.DataDirectory) is { } directory)
            settings = settings with { DataDirectory = directory };
        if (command.GetValue(TrainOptions.Passes) is { } passes)
            settings = settings with { Recipe = settings.Recipe with { Passes = passes } };
        int done = folder.ReadProgress().Passes.Count;
        if (done >= settings.Recipe.Passes)
            notes.Tell($"{folder.Path}: all of its {done} passes are done; --passes with a larger number goes on");
        var dataset = Ranks.Together(() => CommonOptions.OpenDataset(settings.Request, notes, cancellation));
        var run = new TrainingRun(settings, dataset, ThreadsOf(command), device, Ranks.Communicator);
        if (!Ranks.Speaks)
            folder = RunFolder.OfAnother(folder.Path);
        return view.Show(run, settings, folder, handle => run.Resume(folder, handle, cancellation));
    }

    private static int ThreadsOf(ParseResult command) => command.GetValue(CommonOptions.Threads) ?? Ranks.Threads;
}
