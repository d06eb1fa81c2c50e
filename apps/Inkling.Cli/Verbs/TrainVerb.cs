using System.CommandLine;
using System.Globalization;
using Inkling.Digits;
using Inkling.Training;

namespace Inkling.Cli;

/// <summary><c>train</c>: trains a network and writes a run folder, or goes on with one.</summary>
internal static class TrainVerb
{
    private static readonly Argument<string> Model = new Argument<string>("model")
    {
        Description = "The network.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => "lenet",
    }.Among(DigitNetwork.Names);

    private static readonly Option<string> RecipeName = Among("--recipe", "default, or the chapter's literal settings.", ["default", "chapter"], "default");
    private static readonly Option<int?> Passes = Count("--passes", "Passes over the training samples.");
    private static readonly Option<int?> BatchSize = Count("--batch-size", "Samples of a minibatch.");
    private static readonly Option<double?> LearningRate = CommonOptions.Number("--learning-rate", "The rate, or the peak of the schedule.", x => double.IsFinite(x) && x > 0, "a number above 0");
    private static readonly Option<string?> Schedule = Among<string?>("--schedule", "How the rate changes.", Recipe.Schedules);
    private static readonly Option<double?> Momentum = CommonOptions.Number("--momentum", "Momentum.", x => x is >= 0 and < 1, "a number of 0 or more and below 1");
    private static readonly Option<double?> L2 = CommonOptions.Number("--l2", "L2 regularisation.", x => double.IsFinite(x) && x >= 0, "a number of 0 or more");
    private static readonly Option<string?> Optimizer = Among<string?>("--optimizer", "How gradients change parameters.", Recipe.Optimizers);
    private static readonly Option<int?> Seed = new("--seed") { Description = "Of first parameters and shuffling; default 1.", HelpName = "N" };
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<string> Dataset = CommonOptions.Dataset();
    private static readonly Option<string?> DataDirectory = CommonOptions.DataDirectory();
    private static readonly Option<int?> Limit = Count("--limit", "Use the first N training samples.");
    private static readonly Option<string?> Output = new("--output") { Description = "The run folder to make; default: runs/<model>-<UTC time>.", HelpName = "DIR" };
    private static readonly Option<string?> Resume = new("--resume") { Description = "Go on with this run folder, with its own settings.", HelpName = "RUN" };
    private static readonly Option<int?> LogPeriod = Count("--log-period", "Iterations between two lines; default 100.");
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>Options that a resumed run takes from its folder.</summary>
    private static readonly Option[] Settings =
        [RecipeName, Passes, BatchSize, LearningRate, Schedule, Momentum, L2, Optimizer, Seed, Dataset, Limit, LogPeriod, Output];

    public static Command Create()
    {
        var command = new Command("train", "Train a network and leave a run folder.") { Model, Threads, DataDirectory, Resume, Json };
        foreach (var option in Settings)
            command.Add(option);

        command.Validators.Add(result =>
        {
            if (result.GetResult(Resume) is null)
                return;
            foreach (var option in Settings.Where(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"{option.Name}: cannot be given with --resume, which goes on with the settings of the run");
            if (result.GetResult(Model) is { Implicit: false, Tokens.Count: > 0 })
                result.AddError("model: cannot be given with --resume, which goes on with the network of the run");
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        using var interrupt = new Interrupt();
        bool json = command.GetValue(Json);
        var view = new TrainingView(json, printsJson: json);
        var record = command.GetValue(Resume) is { } path
            ? GoOn(RunFolder.Open(path), command, view, interrupt.Token)
            : Begin(command, view, interrupt.Token);

        view.ShowEnd(record);
        return record.Outcome switch
        {
            Outcome.Completed => Failures.Done,
            Outcome.Cancelled => Failures.Cancelled,
            _ => Failures.Failed,
        };
    }

    private static RunRecord Begin(ParseResult command, TrainingView view, CancellationToken cancellation)
    {
        var recipe = RecipeOf(command);
        var dataset = DatasetSource.Open(command.GetRequiredValue(Dataset), command.GetValue(DataDirectory), TrainingView.Note, cancellation);
        var settings = new RunSettings(recipe, dataset.Name, command.GetValue(DataDirectory), command.GetValue(Limit), command.GetValue(LogPeriod) ?? 100);
        var run = new TrainingRun(settings, dataset, ThreadsOf(command));
        var folder = RunFolder.Create(command.GetValue(Output) ?? DefaultFolder(recipe.Model));
        view.ShowStart(run, settings, folder);
        return run.Start(folder, view.Handle, cancellation);
    }

    private static RunRecord GoOn(RunFolder folder, ParseResult command, TrainingView view, CancellationToken cancellation)
    {
        var settings = folder.ReadRecord().Settings;
        var dataset = DatasetSource.Open(settings.Dataset, command.GetValue(DataDirectory) ?? settings.DataDirectory, TrainingView.Note, cancellation);
        var run = new TrainingRun(settings, dataset, ThreadsOf(command));
        view.ShowStart(run, settings, folder);
        return run.Resume(folder, view.Handle, cancellation);
    }

    private static Recipe RecipeOf(ParseResult command)
    {
        string model = command.GetRequiredValue(Model);
        var recipe = command.GetValue(RecipeName) == "chapter" ? Recipe.Chapter(model) : Recipe.Default(model);
        return recipe with
        {
            Passes = command.GetValue(Passes) ?? recipe.Passes,
            BatchSize = command.GetValue(BatchSize) ?? recipe.BatchSize,
            Optimizer = command.GetValue(Optimizer) ?? recipe.Optimizer,
            Schedule = command.GetValue(Schedule) ?? recipe.Schedule,
            LearningRate = command.GetValue(LearningRate) ?? recipe.LearningRate,
            Momentum = command.GetValue(Momentum) ?? recipe.Momentum,
            L2 = command.GetValue(L2) ?? recipe.L2,
            Seed = command.GetValue(Seed) ?? recipe.Seed,
        };
    }

    private static int ThreadsOf(ParseResult command) => command.GetValue(Threads) ?? Environment.ProcessorCount;

    private static string DefaultFolder(string model) =>
        Path.Combine("runs", $"{model}-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");

    private static Option<int?> Count(string name, string description) =>
        new Option<int?>(name) { Description = description, HelpName = "N" }.AtLeast(1);

    private static Option<T> Among<T>(string name, string description, IReadOnlyList<string> words, T? otherwise = default)
    {
        var option = new Option<T>(name) { Description = description, HelpName = string.Join('|', words) };
        if (otherwise is not null)
            option.DefaultValueFactory = _ => otherwise;
        option.AcceptOnlyFromAmong([.. words]);
        return option;
    }

    private static Argument<string> Among(this Argument<string> argument, IReadOnlyList<string> words)
    {
        argument.HelpName = string.Join('|', words);
        argument.AcceptOnlyFromAmong([.. words]);
        return argument;
    }
}
