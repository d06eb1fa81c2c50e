using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Inkling.TestKit;
using Inkling.Training;
using Inkling.Web.Runs;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Tests.Api;

/// <summary>Trainings that are started, listened to, cancelled and resumed over HTTP.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Runs => _folder.File("runs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_training_is_told_to_its_end_and_whole_to_those_who_come_late()
    {
        string id;
        List<(string Name, JsonElement Data)> told;
        await using (var school = await School.OpenAsync(Runs))
        {
            id = await school.StartAsync("softmax", passes: 3);
            told = await school.StoryAsync(id);
            RequireWhole(told);
            Assert.Equal(20, told.Last(e => e.Name == "samples").Data.GetArrayLength());
            Assert.All(told.Last(e => e.Name == "samples").Data.EnumerateArray(), sample => Assert.Equal(784, sample.GetProperty("pixels").GetBytesFromBase64().Length));

            var late = await school.StoryAsync(id);
            RequireWhole(late);
            Assert.Equal(Of(told, "pass"), Of(late, "pass"));
            Assert.Single(Of(late, "samples"));
            Assert.Null((await school.GetAsync("/api/training")).GetProperty("running").GetString());
        }

        // Another server knows it from its folder.
        await using var other = await School.OpenAsync(Runs);
        var fromFolder = await other.StoryAsync(id);
        RequireWhole(fromFolder);
        Assert.Equal(Of(told, "pass"), Of(fromFolder, "pass"));
        Assert.All(fromFolder.Where(e => e.Name == "iteration"), e => Assert.Equal(JsonValueKind.Null, e.Data.GetProperty("imagesPerSecond").ValueKind));
        Assert.All(fromFolder.Where(e => e.Name == "iteration"), e => Assert.Equal(24, e.Data.GetProperty("iterations").GetInt64()));
    }

    [Fact]
    public async Task A_training_that_was_cancelled_goes_on_and_ends_with_the_model_of_one_that_was_not()
    {
        await using var school = await School.OpenAsync(Runs);
        string whole = await school.StartAsync("lenet", passes: 4);
        Assert.Equal("completed", (await school.StoryAsync(whole))[^1].Data.GetProperty("state").GetString());

        string id = await school.StartAsync("lenet", passes: 4);
        string state = await school.AfterPassAsync(id, async () =>
        {
            using var answer = await school.PostAsync($"/api/runs/{id}/cancel");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });
        Assert.Equal("cancelled", state);
        Assert.Equal("cancelled", (await school.GetAsync($"/api/runs/{id}")).GetProperty("state").GetString());

        using var resumed = await school.PostAsync($"/api/runs/{id}/resume");
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        var told = await school.StoryAsync(id);
        Assert.Equal([0, 1, 2, 3], told.Where(e => e.Name == "pass").Select(e => e.Data.GetProperty("pass").GetInt32()));
        Assert.Equal("completed", told[^1].Data.GetProperty("state").GetString());
        Assert.Equal(School.HashOf(Runs, whole), School.HashOf(Runs, id));
    }

    [Fact]
    public async Task A_server_that_is_disposed_of_lets_its_training_save_itself_first()
    {
        string id;
        await using (var school = await School.OpenAsync(Runs))
        {
            id = await school.StartAsync("mlp", passes: 1000);
            await school.EventsAsync(id).FirstAsync(e => e.Name == "pass", TestContext.Current.CancellationToken);
        }

        Assert.Equal(Outcome.Cancelled, RunFolder.Open(Path.Combine(Runs, id)).ReadRecord().Outcome);
    }

    [Fact]
    public async Task A_server_that_is_stopped_saves_its_training_and_another_goes_on_with_it()
    {
        string id;
        await using (var school = await School.OpenAsync(Runs))
        {
            id = await school.StartAsync("lenet", passes: 4);
            Assert.Equal("cancelled", await school.AfterPassAsync(id, school.StopAsync));
        }

        await using var other = await School.OpenAsync(Runs);
        var run = await other.GetAsync($"/api/runs/{id}");
        Assert.Equal("cancelled", run.GetProperty("state").GetString());
        Assert.InRange(run.GetProperty("completedPasses").GetInt32(), 1, 3);

        using var resumed = await other.PostAsync($"/api/runs/{id}/resume");
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        Assert.Equal("completed", (await other.StoryAsync(id))[^1].Data.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_training_waits_takes_a_step_and_goes_on_and_ends_with_the_same_model()
    {
        await using var school = await School.OpenAsync(Runs);
        string whole = await school.StartAsync("lenet", passes: 2, limit: 600);
        await school.StoryAsync(whole);
        string id = await school.StartAsync("lenet", passes: 2, limit: 600);
        (await school.PostAsync($"/api/runs/{id}/pause")).EnsureSuccessStatusCode().Dispose();

        var told = new List<(string Name, JsonElement Data)>();
        var waitedAt = new List<long>();
        await foreach (var e in school.EventsAsync(id))
        {
            told.Add(e);
            if (e.Name != "pause" || !e.Data.GetProperty("isPaused").GetBoolean())
                continue;
            waitedAt.Add(told.Last(x => x.Name == "iteration").Data.GetProperty("iteration").GetInt64());
            (await school.PostAsync($"/api/runs/{id}/{(waitedAt.Count == 1 ? "step" : "proceed")}")).EnsureSuccessStatusCode().Dispose();
        }

        Assert.Equal("completed", told[^1].Data.GetProperty("state").GetString());
        Assert.Equal([waitedAt[0], waitedAt[0] + 1], waitedAt);
        Assert.Equal([true, true, false], told.Where(e => e.Name == "pause").Select(e => e.Data.GetProperty("isPaused").GetBoolean()));
        var view = told.Last(e => e.Name == "network").Data;
        Assert.Equal(("conv1", 20), (view.GetProperty("filters").GetProperty("layer").GetString(), view.GetProperty("filters").GetProperty("count").GetInt32()));
        Assert.Equal(10, view.GetProperty("layers").EnumerateArray().Last().GetProperty("probabilities").GetArrayLength());
        Assert.Equal(School.HashOf(Runs, whole), School.HashOf(Runs, id));
        await RequireRefusalAsync(school, HttpStatusCode.Conflict, $"/api/runs/{id}/pause", "expected one that this server trains");
    }

    [Fact]
    public async Task A_training_that_is_told_to_go_on_while_it_takes_a_step_says_that_it_goes_on()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("deep", passes: 2);
        (await school.PostAsync($"/api/runs/{id}/pause")).EnsureSuccessStatusCode().Dispose();

        var waits = new List<bool>();
        await foreach (var e in school.EventsAsync(id))
        {
            if (e.Name != "pause")
                continue;
            waits.Add(e.Data.GetProperty("isPaused").GetBoolean());
            if (!waits[^1])
                break;
            foreach (string what in waits.Count == 1 ? (string[])["step", "proceed"] : [])
                (await school.PostAsync($"/api/runs/{id}/{what}")).EnsureSuccessStatusCode().Dispose();
        }

        Assert.True(waits.Count > 0 && waits[0]);
        Assert.False(waits[^1]);
    }

    [Fact]
    public async Task Knobs_change_the_training_and_the_network()
    {
        await using var school = await School.OpenAsync(Runs);
        using var answer = await school.PostAsync("/api/runs", """
            {"network":"mlp","dataset":"synthetic","passes":1,"limit":500,"learningRate":0.01,"batchSize":50,"optimizer":"adam","momentum":0,"l2":0.001,"hidden":"20,10","activation":"tanh","dropout":0.25}
            """);
        string id = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        await school.StoryAsync(id);

        var recipe = (await school.GetAsync($"/api/runs/{id}")).GetProperty("settings").GetProperty("recipe");
        Assert.Equal((0.01, 50, "adam", 0.001), (recipe.GetProperty("learningRate").GetDouble(), recipe.GetProperty("batchSize").GetInt32(), recipe.GetProperty("optimizer").GetString(), recipe.GetProperty("l2").GetDouble()));
        Assert.Equal("{\"hidden\":\"20,10\",\"activation\":\"tanh\",\"dropout\":0.25}", recipe.GetProperty("variation").GetRawText());
        Assert.Equal(784 * 20 + 20 + 20 * 10 + 10 + 10 * 10 + 10, Nn.Parameters.Load(Path.Combine(Runs, id, "best.safetensors")).Values.Length);
    }

    [Fact]
    public async Task A_run_is_renamed_and_deleted_and_not_while_it_is_trained()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("softmax", passes: 1, limit: 200);
        await school.StoryAsync(id);

        using var renamed = await school.PostAsync($"/api/runs/{id}/rename", """{"name":"first try"}""");
        Assert.Equal("first try", (await renamed.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await school.Http.GetAsync($"/api/runs/{id}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("completed", (await school.StoryAsync("first try"))[^1].Data.GetProperty("state").GetString());
        foreach (string name in (string[])["../up", "", ".hidden", "a/b", "con:"])
            await RequireRefusalAsync(school, HttpStatusCode.BadRequest, "/api/runs/first%20try/rename", "expected 1 to 100 letters", $$"""{"name":"{{name}}"}""");

        string other = await school.StartAsync("lenet", passes: 100);
        await RequireRefusalAsync(school, HttpStatusCode.Conflict, $"/api/runs/first%20try/rename", "something of that name exists", $$"""{"name":"{{other}}"}""");
        Assert.Equal(HttpStatusCode.Conflict, (await school.Http.DeleteAsync($"/api/runs/{other}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await school.Http.DeleteAsync("/api/runs/first%20try", TestContext.Current.CancellationToken)).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(Runs, "first try")));
        (await school.PostAsync($"/api/runs/{other}/cancel")).Dispose();
        await school.StoryAsync(other);
    }

    [Fact]
    public async Task One_training_at_a_time()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("lenet", passes: 100);
        Assert.Equal(id, (await school.GetAsync("/api/training")).GetProperty("running").GetString());
        Assert.Equal("running", (await school.GetAsync("/api/runs"))[0].GetProperty("state").GetString());

        await RequireRefusalAsync(school, HttpStatusCode.Conflict, "/api/runs", id, """{"network":"softmax","dataset":"synthetic"}""");
        await RequireRefusalAsync(school, HttpStatusCode.Conflict, $"/api/runs/{id}/resume", "running");

        (await school.PostAsync($"/api/runs/{id}/cancel")).Dispose();
        await school.StoryAsync(id);
        await RequireRefusalAsync(school, HttpStatusCode.Conflict, $"/api/runs/{id}/cancel", "expected one that this server trains");
    }

    [Fact]
    public async Task A_run_that_is_complete_does_not_go_on()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("softmax", passes: 1, limit: 200);
        await school.StoryAsync(id);

        await RequireRefusalAsync(school, HttpStatusCode.Conflict, $"/api/runs/{id}/resume", "completed");
    }

    [Theory]
    [InlineData("""{"network":"mlp","learningRate":-1}""", "learningRate: expected a number above 0, got -1")]
    [InlineData("""{"network":"mlp","optimizer":"magic"}""", "optimizer: expected momentum, nesterov, adam, ")]
    [InlineData("""{"network":"mlp","momentum":1}""", "momentum: expected a number of 0 or more and below 1, got 1")]
    [InlineData("""{"network":"mlp","batchSize":0}""", "batchSize: expected a whole number from 1 to 4096, got 0")]
    [InlineData("""{"network":"mlp","hidden":"128;64"}""", "hidden '128;64': expected up to 8 numbers from 1 to 4096")]
    [InlineData("""{"network":"mlp","activation":"bend"}""", "activation 'bend': expected relu, tanh, ")]
    [InlineData("""{"network":"softmax","dropout":0.5}""", "model 'softmax': hidden layers, activation and dropout can be chosen of mlp and lenet alone")]
    [InlineData("""{"recipe":"default"}""", "network: expected softmax, mlp, lenet, deep; got nothing")]
    [InlineData("""{"network":"../lenet"}""", "network: expected softmax, mlp, lenet, deep; got '../lenet'")]
    [InlineData("""{"network":"lenet","recipe":"best"}""", "recipe: expected default, chapter, augmented; got 'best'")]
    [InlineData("""{"network":"lenet","dataset":"/etc"}""", "dataset: expected auto, mnist, synthetic; got '/etc'")]
    [InlineData("""{"network":"lenet","passes":0}""", "passes: expected a whole number from 1 to 1000, got 0")]
    [InlineData("""{"network":"lenet","limit":127}""", "limit: expected a whole number of 128 or more, got 127")]
    [InlineData("""{"network":"lenet","seed":-1}""", "seed: expected a whole number of 0 or more, got -1")]
    [InlineData("""{"network":"lenet","passes":"three"}""", "line 1, $.passes")]
    [InlineData("""{"network":"lenet","passes":"3"}""", "line 1, $.passes")]
    [InlineData("""{"network":"lenet","pases":3}""", "$.pases")]
    [InlineData("null", "got nothing")]
    [InlineData("[", "body: expected JSON")]
    public async Task A_wrong_body_is_refused_by_name_and_nothing_begins(string body, string detail)
    {
        await using var school = await School.OpenAsync(Runs);
        await RequireRefusalAsync(school, HttpStatusCode.BadRequest, "/api/runs", detail, body);

        Assert.False(Directory.Exists(Runs));
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.8.8.8", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("::ffff:127.0.0.1", false, true)]
    [InlineData("192.168.1.7", false, false)]
    [InlineData("::ffff:192.168.1.7", false, false)]
    [InlineData("2001:db8::1", false, false)]
    [InlineData(null, false, false)]
    [InlineData("192.168.1.7", true, true)]
    public void Others_train_only_where_that_is_allowed(string? address, bool allowsRemote, bool isAllowed) =>
        Assert.Equal(isAllowed, Trainings.IsAllowed(
            new DefaultHttpContext { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } }, new() { AllowRemoteTraining = allowsRemote }));

    private static void RequireWhole(List<(string Name, JsonElement Data)> told)
    {
        Assert.Equal([0, 1, 2], told.Where(e => e.Name == "pass").Select(e => e.Data.GetProperty("pass").GetInt32()));
        Assert.Equal(1, told.First(e => e.Name == "iteration").Data.GetProperty("iteration").GetInt64());
        Assert.Equal("end", told[^1].Name);
        Assert.Equal("completed", told[^1].Data.GetProperty("state").GetString());
    }

    private static List<string> Of(List<(string Name, JsonElement Data)> told, string name) =>
        [.. told.Where(e => e.Name == name).Select(e => e.Data.GetRawText())];

    private static async Task RequireRefusalAsync(School school, HttpStatusCode status, string path, string detail, string? body = null)
    {
        using var answer = await school.PostAsync(path, body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
