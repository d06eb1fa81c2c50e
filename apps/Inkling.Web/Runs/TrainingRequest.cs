using System.ComponentModel;
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
internal sealed record TrainingRequest(
    [property: Description("One of the networks that /api/training lists.")] string? Network,
    [property: Description("One of the recipes that /api/training lists; default: the first.")] string? Recipe = null,
    [property: Description("One of the data sets that /api/training lists; default: auto.")] string? Dataset = null,
    [property: Description("From 1 to 1000; default: those of the recipe.")] int? Passes = null,
    [property: Description("Only the first so many training samples.")] int? Limit = null,
    [property: Description("From 0; default: 1.")] int? Seed = null)
{
    private const int MostPasses = 1000;

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
        };
        return new(recipe, dataset, dataDirectory, Within(Limit, "limit", recipe.BatchSize, int.MaxValue));
    }

    private static string Among(string? word, string field, IReadOnlyList<string> words) =>
        word is not null && words.Contains(word)
            ? word
            : throw new BadHttpRequestException($"{field}: expected {string.Join(", ", words)}; got {(word is null ? "nothing" : $"'{word}'")}");

    private static int? Within(int? number, string field, int from, int to) =>
        number is { } n && (n < from || n > to)
            ? throw new BadHttpRequestException($"{field}: expected a whole number {(to == int.MaxValue ? $"of {from} or more" : $"from {from} to {to}")}, got {n}")
            : number;
}

/// <summary>What can be trained.</summary>
/// <param name="Networks">The networks.</param>
/// <param name="Recipes">The recipes; the first is the usual one.</param>
/// <param name="Datasets">The data sets.</param>
/// <param name="Allowed">Whether whoever asks may start a training.</param>
/// <param name="Running">The id of the run that is going on in this server, or null.</param>
internal sealed record TrainingOfferJson(
    IReadOnlyList<string> Networks, IReadOnlyList<string> Recipes, IReadOnlyList<string> Datasets, bool Allowed, string? Running);
