using System.CommandLine;
using System.Globalization;
using Inkling.Digits.Imaging;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary>The options of <c>train</c> that make its recipe.</summary>
internal static class TrainOptions
{
    public static Argument<string> Model { get; } = Among(new Argument<string>("model")
    {
        Description = "The network.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => "lenet",
    });

    public static Option<int?> LogPeriod { get; } = CommonOptions.Count("--log-period", "Iterations between two lines; default 100.");

    public static Option<int?> Validation { get; } = CommonOptions.Count(
        "--validation", "Hold out the last N training images and test on them, in place of the test images.");

    public static Option<ImageSize?> ImageSize { get; } = new("--image-size")
    {
        Description = "Of a folder of images: the size of the samples; default 28x28.",
        HelpName = "WIDTHxHEIGHT",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text.Split('x') is [var width, var height] && Count(width) is { } columns && Count(height) is { } rows)
                return new ImageSize(rows, columns);
            result.AddError($"--image-size: expected WIDTHxHEIGHT, as in 32x32, got '{text}'");
            return null;

            static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is >= 1 and <= 4096 ? n : null;
        },
    };

    public static Option<Preparation?> Prepare { get; } = new("--prepare")
    {
        Description = "How images become samples: ink (found, scaled, centred, as with MNIST), whole (resized); default: ink for 28x28 of digits or of what looks like MNIST's, else whole.",
        HelpName = "ink|whole",
    };

    /// <summary>All options that belong to the settings of a run: a resumed run takes them from its folder.</summary>
    public static IReadOnlyList<Option> Settings =>
    [
        RecipeName, Passes, CleanPasses, Disturbance, BatchSize, LearningRate, Schedule, Momentum, L2, Optimizer, Hidden, ActivationName, Dropout,
        CommonOptions.Seed, CommonOptions.Dataset, CommonOptions.Limit, LogPeriod, Validation, ImageSize, Prepare, CommonOptions.Transpose,
        CommonOptions.Channels,
    ];

    private static Option<string?> RecipeName { get; } =
        Among("--recipe", "The defaults below, the chapter's literal settings, varied images and averaged parameters, or two passes alone (lenet).", Recipe.AllNames);

    /// <summary>Passes in all; a resumed run may be given more of them.</summary>
    public static Option<int?> Passes { get; } = CommonOptions.Count("--passes", $"Passes over the training samples; with --resume, in all; default: {Defaults(recipe => recipe.Passes)}.");

    private static Option<int?> CleanPasses { get; } = CommonOptions.Count(
        "--clean-passes", $"Passes at the end that see the images as they are, where the recipe varies them; default: {Defaults(recipe => recipe.CleanPasses)}.");

    private static Option<double?> Disturbance { get; } = CommonOptions.Number(
        "--disturbance", $"The part of varied images that are spoilt as well: lines, drops, outlines, few pixels; default: {Defaults(recipe => recipe.Disturbance)}.", x => x is >= 0 and <= 1, "a number from 0 to 1");

    private static Option<int?> BatchSize { get; } = CommonOptions.Count("--batch-size", $"Samples of a minibatch; default: {Defaults(recipe => recipe.BatchSize)}.");

    private static Option<double?> LearningRate { get; } = CommonOptions.Number(
        "--learning-rate", $"The rate, or the peak of the schedule; default: {Defaults(recipe => recipe.LearningRate)}.", x => double.IsFinite(x) && x > 0, "a number above 0");

    private static Option<string?> Schedule { get; } = Among("--schedule", $"How the rate changes; default: {Defaults(recipe => recipe.Schedule)}.", Recipe.Schedules);

    private static Option<double?> Momentum { get; } = CommonOptions.Number(
        "--momentum", $"Momentum; default: {Defaults(recipe => recipe.Momentum)}.", x => x is >= 0 and < 1, "a number of 0 or more and below 1");

    private static Option<double?> L2 { get; } = CommonOptions.Number(
        "--l2", $"L2 regularisation; default: {Defaults(recipe => recipe.L2)}.", x => double.IsFinite(x) && x >= 0, "a number of 0 or more");

    private static Option<string?> Optimizer { get; } = Among("--optimizer", $"How gradients change parameters; default: {Defaults(recipe => recipe.Optimizer)}.", Recipe.Optimizers);

    private static Option<string?> Hidden { get; } = new("--hidden")
    {
        Description = "Units of the hidden layers, with commas between; default: of mlp 128,64, of lenet none.",
        HelpName = "N,N",
    };

    private static Option<string?> ActivationName { get; } = Among("--activation", "What bends the values of mlp's and lenet's layers; default: relu.", NetworkVariation.Activations);

    private static Option<double?> Dropout { get; } = CommonOptions.Number(
        "--dropout", "The part of mlp's and lenet's values that is left out by chance while learning; default: 0.", x => x is >= 0 and < 1, "a number of 0 or more and below 1");

    /// <summary>The recipe of the network, with what the command line changes of it.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="samples">How many training samples there are, if that is known: what the command line does not say is fitted to so many.</param>
    public static Recipe RecipeOf(ParseResult command, long? samples = null)
    {
        var recipe = Recipe.Named(command.GetValue(RecipeName) ?? Recipe.Names[0], command.GetRequiredValue(Model));
        int? batchSize = command.GetValue(BatchSize);
        recipe = samples is { } count ? recipe.For(count, batchSize) : recipe with { BatchSize = batchSize ?? recipe.BatchSize };
        return recipe with
        {
            Passes = command.GetValue(Passes) ?? recipe.Passes,
            CleanPasses = command.GetValue(CleanPasses) ?? recipe.CleanPasses,
            Disturbance = command.GetValue(Disturbance) ?? recipe.Disturbance,
            Optimizer = command.GetValue(Optimizer) ?? recipe.Optimizer,
            Schedule = command.GetValue(Schedule) ?? recipe.Schedule,
            LearningRate = command.GetValue(LearningRate) ?? recipe.LearningRate,
            Momentum = command.GetValue(Momentum) ?? recipe.Momentum,
            L2 = command.GetValue(L2) ?? recipe.L2,
            Seed = command.GetValue(CommonOptions.Seed) ?? recipe.Seed,
            Variation = NetworkVariation.OrNull(command.GetValue(Hidden), command.GetValue(ActivationName), command.GetValue(Dropout)),
        };
    }

    /// <summary>A setting of the default recipes, as "128, of line 64": what most networks have, then those that differ.</summary>
    private static string Defaults<T>(Func<Recipe, T> setting)
    {
        var values = DigitNetwork.AllNames.Append(DigitNetwork.Line).GroupBy(model => setting(Recipe.Default(model))).OrderByDescending(models => models.Count()).ToArray();
        return string.Join(", ", values.Select((models, index) => string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? "" : $"of {string.Join(" and ", models)} ")}{models.Key}")));
    }

    private static Option<string?> Among(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.AcceptOnlyFromAmong([.. words]);
        return option;
    }

    private static Argument<string> Among(Argument<string> model)
    {
        string[] names = [.. DigitNetwork.AllNames, DigitNetwork.Line];
        model.HelpName = string.Join('|', names);
        model.AcceptOnlyFromAmong(names);
        return model;
    }
}
