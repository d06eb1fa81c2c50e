using System.Text.Json;
using Inkling.TestKit;

namespace Inkling.Acceptance.Training;

public class TrainTests : TemporaryFolder
{
    [Fact]
    public void Train_leaves_a_run_folder_and_prints_one_json_document()
    {
        string run = At("run");

        var result = Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "2560", "--passes", "2", "--output", run, "--json").Expect(0);

        var json = result.Json;
        Assert.Equal(
            ["model", "dataset", "parameters", "passes", "bestPass", "testCost", "accuracy", "imagesPerSecond", "threads", "seed", "modelHash", "run"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("softmax", json.GetProperty("model").GetString());
        Assert.Equal("synthetic", json.GetProperty("dataset").GetString());
        Assert.Equal(7850, json.GetProperty("parameters").GetInt32());
        Assert.Equal(2, json.GetProperty("passes").GetArrayLength());
        Assert.Equal(
            ["pass", "trainCost", "testCost", "testError", "seconds"],
            json.GetProperty("passes")[0].EnumerateObject().Select(property => property.Name));
        Assert.InRange(json.GetProperty("accuracy").GetDouble(), 0.5, 1.0);
        Assert.Matches("^[0-9a-f]{64}$", json.GetProperty("modelHash").GetString());
        Assert.Equal(
            [".lock", "best.safetensors", "checkpoint", "cost-log.svg", "cost.png", "cost.svg", "history.csv", "params_pass_0.safetensors", "params_pass_1.safetensors", "run.json"],
            Directory.EnumerateFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Train_prints_the_chapters_lines()
    {
        var result = Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "1280", "--passes", "1", "--output", At("run")).Expect(0);

        Assert.Matches(@"(?m)^Pass 0, Batch 0, Cost \d+\.\d{6}, \{classification_error: [\d.]+\}$", result.Error);
        Assert.Matches(@"(?m)^Test with Pass 0, Cost \d+\.\d{6}, \{classification_error: [\d.]+\}", result.Error);
        Assert.Matches(@"(?m)^Best pass is 0, testing Avgcost is [\d.]+$", result.Output);
        Assert.Matches(@"(?m)^The classification accuracy is \d+\.\d\d%$", result.Output);
        Assert.Contains($"To use it:\n    inkling recognize IMAGE --model {At("run")}\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_layers_activation_and_dropout_are_chosen_and_kept_where_a_run_goes_on()
    {
        string run = At("run");
        string[] options = ["--hidden", "20,10", "--activation", "tanh", "--dropout", "0.2", "--dataset", "synthetic", "--limit", "640", "--passes", "1"];

        var json = Tool.Run(["train", "mlp", .. options, "--output", run, "--json"]).Expect(0).Json;
        var more = Tool.Run("train", "--resume", run, "--passes", "2", "--json").Expect(0).Json;

        Assert.Equal((784 * 20) + 20 + (20 * 10) + 10 + (10 * 10) + 10, json.GetProperty("parameters").GetInt32());
        Assert.Equal((json.GetProperty("parameters").GetInt32(), 2), (more.GetProperty("parameters").GetInt32(), more.GetProperty("passes").GetArrayLength()));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var hashes = new List<string>();
        foreach (int threads in TestFolders.LongTests ? [1, 2, 2, 3] : (int[])[1, 3])
            hashes.Add(Hash(Train(At($"run{hashes.Count}"), "--threads", $"{threads}")));

        Assert.Single(hashes.Distinct());
        Assert.NotEqual(hashes[0], Hash(Train(At("other"), "--seed", "2")));
    }

    [Fact]
    public void Held_out_images_are_tested_on_in_place_of_the_test_images()
    {
        // Of images that are held out from the training, another number gives another test cost, and the training is of those that are left.
        double few = Cost("10"), many = Cost("20");

        Assert.NotEqual(few, many);

        double Cost(string held) => Tool.Run(
            "train", "softmax", "--dataset", "synthetic", "--limit", "640", "--passes", "1", "--validation", held, "--output", At(held), "--json")
            .Expect(0).Json.GetProperty("testCost").GetDouble();
    }

    [Fact]
    public void Compare_sets_three_networks_beside_the_chapters_figures()
    {
        var result = Tool.Run("compare", "--dataset", "synthetic", "--limit", "640", "--passes", "1", "--output", At("three")).Expect(0);

        Assert.Matches(@"(?m)^softmax +7,850 +1 .* % +92\.34 %$", result.Output);
        Assert.Matches(@"(?m)^mlp +109,386 +1 .* % +97\.66 %$", result.Output);
        Assert.Matches(@"(?m)^lenet +33,580 +1 .* % +99\.20 %$", result.Output);
        Assert.All(["softmax", "mlp", "lenet"], model => Assert.True(File.Exists(Path.Combine(At("three"), model, "best.safetensors"))));
    }

    [Fact]
    public void Evaluate_finds_what_training_found()
    {
        var trained = Train(At("run"));

        var evaluated = Tool.Run("evaluate", At("run"), "--dataset", "synthetic", "--json").Expect(0).Json;

        Assert.Equal(10_000, evaluated.GetProperty("samples").GetInt32());
        Assert.Equal(trained.GetProperty("accuracy").GetDouble(), evaluated.GetProperty("accuracy").GetDouble(), 9);
        Assert.Equal(trained.GetProperty("testCost").GetDouble(), evaluated.GetProperty("cost").GetDouble(), 5);
        Assert.Equal(10, evaluated.GetProperty("confusion").GetArrayLength());
    }

    [Fact]
    public void Evaluate_tests_a_run_on_what_it_was_tested_on()
    {
        var trained = Tool.Run(
            "train", "softmax", "--dataset", "synthetic", "--limit", "1280", "--validation", "500", "--passes", "1", "--output", At("held"), "--json").Expect(0).Json;

        var evaluated = Tool.Run("evaluate", At("held"), "--json").Expect(0).Json;

        Assert.Equal(500, evaluated.GetProperty("samples").GetInt32());
        Assert.Equal(trained.GetProperty("accuracy").GetDouble(), evaluated.GetProperty("accuracy").GetDouble(), 9);
        Assert.Equal(10_000, Tool.Run("evaluate", At("held"), "--dataset", "synthetic", "--json").Expect(0).Json.GetProperty("samples").GetInt32());
    }

    private static JsonElement Train(string run, params string[] options) =>
        Tool.Run(["train", "lenet", "--dataset", "synthetic", "--limit", "1280", "--passes", "1", "--output", run, "--json", .. options]).Expect(0).Json;

    private static string Hash(JsonElement result) => result.GetProperty("modelHash").GetString()!;
}
