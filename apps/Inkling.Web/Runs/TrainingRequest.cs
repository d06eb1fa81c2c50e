using System.ComponentModel;
using Inkling.Nn;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Runs;

/// <summary>What a training is to do.</summary>
/// <param name="Network">The network.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Dataset">On what.</param>
/// <param name="Passes">Passes over the training samples, or null for as many as the recipe has.</param>
/// <param name="Limit">Only the first so many training samples, or null for all.</param>
/// <param name="Seed">Of first parameters and shuffling, or null for the usual one.</param>
/// <param name="LearningRate">The rate, or the peak of the schedule; null for the recipe's.</param>
/// <param name="BatchSize">Samples of a minibatch; null for the recipe's.</param>
/// <param name="Optimizer">How gradients change parameters; null for the recipe's.</param>
/// <param name="Momentum">Of optimizers that have it; null for the recipe's.</param>
/// <param name="L2">Regularisation; null for the recipe's.</param>
/// <param name="Hidden">Units of the hidden layers of mlp or lenet, as <c>128,64</c>; null for the usual ones.</param>
/// <param name="Activation">Of mlp or lenet; null for relu.</param>
/// <param name="Dropout">Of mlp or lenet; null for none.</param>
internal sealed record TrainingRequest(
    [property: Description("One of the networks that /api/training lists.")] string? Network,
    [property: Description("One of the recipes that /api/training lists; default: the first.")] string? Recipe = null,
    [property: Description("One of the data sets that /api/training lists; default: auto.")] string? Dataset = null,
    [property: Description("From 1 to 1000; default: those of the recipe.")] int? Passes = null,
    [property: Description("Only the first so many training samples.")] int? Limit = null,
    [property: Description("From 0; default: 1.")] int? Seed = null,
    [property: Description("The rate, or the peak of its schedule, above 0; default: that of the recipe.")] double? LearningRate = null,
    [property: Description("Samples of a minibatch, from 1 to 4096; default: that of the recipe.")] int? BatchSize = null,
    [property: Description("One of the optimizers that /api/training lists; default: that of the recipe.")] string? Optimizer = null,
    [property: Description("From 0, below 1; default: that of the recipe.")] double? Momentum = null,
    [property: Description("L2 regularisation, 0 or more; default: that of the recipe.")] double? L2 = null,
    [property: Description("Of mlp and lenet: units of the hidden layers, with commas between; default: the usual ones.")] string? Hidden = null,
    [property: Description("Of mlp and lenet: one of the activations that /api/training lists; default: relu.")] string? Activation = null,
    [property: Description("Of mlp and lenet: the part of the values that is left out by chance while learning, from 0, below 1; default: 0.")] double? Dropout = null)
{
    private const int MostPasses = 1000, MostSamplesOfBatch = 4096;
    private const string Part = "a number of 0 or more and below 1";

    /// <summary>What can be trained on. No paths: a page of this server has no business in the file system.</summary>
    public static IReadOnlyList<string> Datasets { get; } = [DatasetSource.Auto, DatasetSource.Mnist, DatasetSource.Synthetic];

    /// <summary>The settings of a run that does this.</summary>
    /// <param name="dataDirectory">Where MNIST is looked for, or null for the usual place.</param>
    /// <exception cref="BadHttpRequestException">A field is none that can be done.</exception>
    public RunSettings Settings(string? dataDirectory)
    {
        var recipe = Workbench.Recipe.Named(
            Among(Recipe ?? Workbench.Recipe.Names[0], "recipe", Workbench.Recipe.Names), Among(Network, "network", DigitNetwork.AllNames));
        string dataset = Among(Dataset ?? DatasetSource.Auto, "dataset", Datasets);
        recipe = recipe with
        {
            Passes = Within(Passes, "passes", 1, MostPasses) ?? recipe.Passes,
            Seed = Within(Seed, "seed", 0, int.MaxValue) ?? recipe.Seed,
            LearningRate = Within(LearningRate, "learningRate", rate => rate > 0, "a number above 0") ?? recipe.LearningRate,
            BatchSize = Within(BatchSize, "batchSize", 1, MostSamplesOfBatch) ?? recipe.BatchSize,
            Optimizer = Optimizer is null ? recipe.Optimizer : Among(Optimizer, "optimizer", Workbench.Recipe.Optimizers),
            Momentum = Within(Momentum, "momentum", IsPart, Part) ?? recipe.Momentum,
            L2 = Within(L2, "l2", l2 => l2 >= 0, "a number of 0 or more") ?? recipe.L2,
            Variation = Variation(),
        };
        return new(recipe, dataset, dataDirectory, Within(Limit, "limit", recipe.BatchSize, int.MaxValue));
    }

    // The network is made once to see that it can be.
    private NetworkVariation? Variation()
    {
        var variation = NetworkVariation.OrNull(Hidden, Activation, Within(Dropout, "dropout", IsPart, Part));
        if (variation is null)
            return null;

        try
        {
            DigitNetwork.Create(Network!, Layer.Image("pixel", 1, 28, 28), classes: 10, variation);
            return variation;
        }
        catch (ArgumentException e)
        {
            throw new BadHttpRequestException(e.Message.Split(" (Parameter")[0], e);
        }
    }

    private static string Among(string? word, string field, IReadOnlyList<string> words) =>
        word is not null && words.Contains(word)
            ? word
            : throw new BadHttpRequestException($"{field}: expected {string.Join(", ", words)}; got {(word is null ? "nothing" : $"'{word}'")}");

    private static bool IsPart(double number) => number is >= 0 and < 1;

    private static double? Within(double? number, string field, Func<double, bool> fits, string expected) =>
        number is { } n && !(double.IsFinite(n) && fits(n)) ? throw new BadHttpRequestException($"{field}: expected {expected}, got {n}") : number;

    private static int? Within(int? number, string field, int from, int to) =>
        number is { } n && (n < from || n > to)
            ? throw new BadHttpRequestException($"{field}: expected a whole number {(to == int.MaxValue ? $"of {from} or more" : $"from {from} to {to}")}, got {n}")
            : number;
}

/// <summary>What can be trained.</summary>
/// <param name="Networks">The networks.</param>
/// <param name="Recipes">The recipes; the first is the usual one.</param>
/// <param name="Datasets">The data sets.</param>
/// <param name="Optimizers">The optimizers.</param>
/// <param name="Activations">The activations that layers of <paramref name="Varied"/> may have.</param>
/// <param name="Varied">The networks whose hidden layers, activation and dropout can be chosen.</param>
/// <param name="Settings">What a recipe sets for a network where a training says nothing else, in the order of networks, then recipes.</param>
/// <param name="Allowed">Whether whoever asks may start a training.</param>
/// <param name="Running">The id of the run that is going on in this server, or null.</param>
internal sealed record TrainingOfferJson(
    IReadOnlyList<string> Networks, IReadOnlyList<string> Recipes, IReadOnlyList<string> Datasets, IReadOnlyList<string> Optimizers, IReadOnlyList<string> Activations,
    IReadOnlyList<string> Varied, IReadOnlyList<RecipeJson> Settings, bool Allowed, string? Running);

/// <summary>What a recipe sets for a network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Recipe">The name of the recipe.</param>
/// <param name="Passes">Passes.</param>
/// <param name="BatchSize">Samples of a minibatch.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="LearningRate">The rate, or the peak of its schedule.</param>
/// <param name="Momentum">The momentum.</param>
/// <param name="L2">The regularisation.</param>
internal sealed record RecipeJson(string Network, string Recipe, int Passes, int BatchSize, string Optimizer, double LearningRate, double Momentum, double L2)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RecipeJson> All { get; } =
    [
        .. from network in DigitNetwork.AllNames
           from name in Workbench.Recipe.Names
           let recipe = Workbench.Recipe.Named(name, network)
           select new RecipeJson(network, name, recipe.Passes, recipe.BatchSize, recipe.Optimizer, recipe.LearningRate, recipe.Momentum, recipe.L2),
    ];
}

/// <summary>A run's new name.</summary>
/// <param name="Name">The name.</param>
internal sealed record RenamingRequest([property: Description("The name of its folder from then on: letters, digits and signs that all file systems allow.")] string? Name);
