using Inkling.Training;

namespace Inkling.Workbench.Tests.Recipes;

public class RecipeTests
{
    [Fact]
    public void The_chapters_recipe_is_its_literal_settings()
    {
        Assert.All(DigitNetwork.Names, model =>
        {
            var recipe = Recipe.Chapter(model);
            Assert.Equal((5, 128, 0.1, 0.9, 5e-4, "constant"), (recipe.Passes, recipe.BatchSize, recipe.LearningRate, recipe.Momentum, recipe.L2, recipe.Schedule));
        });
    }

    [Fact]
    public void Every_default_recipe_makes_its_optimizer() =>
        Assert.All(DigitNetwork.AllNames, model => Assert.IsType<Momentum>(Recipe.Default(model).CreateOptimizer()));

    [Fact]
    public void The_augmented_recipe_averages_the_parameters_with_every_optimizer()
    {
        var recipe = Recipe.Augmented("lenet");

        Assert.True(recipe.Augments);
        Assert.All(Recipe.Optimizers, name => Assert.Equal("averaged with decay 0.998", $"{(recipe with { Optimizer = name }).CreateAverage()}"));
        Assert.Null(Recipe.Default("lenet").CreateAverage());
        Assert.Equal(Recipe.Augmented("deep"), Recipe.Default("deep"));
    }

    [Fact]
    public void The_fast_recipe_is_of_LeNet_and_takes_two_passes()
    {
        Assert.Equal(2, Recipe.Named("fast", "lenet").Passes);
        Assert.Contains("recipe 'fast': expected model 'lenet', got 'mlp'", Assert.Throws<ArgumentException>(() => Recipe.Named("fast", "mlp")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chapter")]
    [InlineData("augmented")]
    public void The_reader_of_lines_has_one_recipe(string name) => Assert.StartsWith(
        $"recipe '{name}': expected default, which is the only one of model 'line'",
        Assert.Throws<ArgumentException>(() => Recipe.Named(name, DigitNetwork.Line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_optimizer_and_schedule_has_its_name()
    {
        string[] texts = [.. Recipe.Optimizers.Select(name => (Recipe.Default("mlp") with { Optimizer = name }).CreateOptimizer().ToString())];
        Assert.Equal(texts.Length, texts.Distinct().Count());

        string[] schedules = [.. Recipe.Schedules.Select(name => (Recipe.Default("mlp") with { Schedule = name }).CreateOptimizer().Schedule.ToString()!)];
        Assert.Equal(["one-cycle", "cosine", "constant"], schedules.Select(text => text.Split(',', ' ')[0]));
    }

    [Fact]
    public void Unknown_names_are_refused_with_those_that_are_known()
    {
        Assert.Contains("expected softmax, mlp, lenet", Assert.Throws<ArgumentException>(() => Recipe.Default("resnet")).Message, StringComparison.Ordinal);
        var recipe = Recipe.Default("mlp");
        Assert.Contains("'zigzag'", Assert.Throws<ArgumentException>(() => (recipe with { Schedule = "zigzag" }).CreateOptimizer()).Message, StringComparison.Ordinal);
        Assert.Contains("'magic'", Assert.Throws<ArgumentException>(() => (recipe with { Optimizer = "magic" }).CreateOptimizer()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, 128, 5)]
    [InlineData(2_048, 128, 32)]
    [InlineData(250, 15, 32)]
    [InlineData(100, 8, 42)]
    [InlineData(3, 3, 500)]
    public void Of_few_samples_batches_are_smaller_and_passes_more(int samples, int batchSize, int passes)
    {
        var usual = Recipe.Default("lenet");

        var recipe = usual.For(samples);

        Assert.Equal((batchSize, passes), (recipe.BatchSize, recipe.Passes));
        Assert.Equal(usual.LearningRate * batchSize / usual.BatchSize, recipe.LearningRate, 1e-12);
        Assert.Equal(usual, recipe with { BatchSize = usual.BatchSize, Passes = usual.Passes, LearningRate = usual.LearningRate });
    }

    [Fact]
    public void A_batch_size_that_is_asked_for_stays_as_far_as_there_are_samples()
    {
        var usual = Recipe.Default("lenet");
        Assert.Equal((64, usual.LearningRate), (usual.For(100, batchSize: 64).BatchSize, usual.For(100, batchSize: 64).LearningRate));
        Assert.Equal(50, usual.For(50, batchSize: 64).BatchSize);
    }
}
