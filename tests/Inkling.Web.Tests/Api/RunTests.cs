using System.Net;
using System.Text.Json;
using Inkling.Data.Synthetic;
using Inkling.TestKit;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Web.Tests.Api;

/// <summary>Runs as the server lists, tells and judges them.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Runs => _folder.File("runs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_finished_run_is_listed_told_and_judged()
    {
        await using var school = await School.OpenAsync(Runs);
        string first = await school.StartAsync("softmax", passes: 1, limit: 200);
        await school.StoryAsync(first);
        string id = await school.StartAsync("softmax", passes: 2);
        await school.StoryAsync(id);

        var list = await school.GetAsync("/api/runs");
        Assert.Equal([id, first], list.EnumerateArray().Select(run => run.GetProperty("id").GetString()));

        var run = await school.GetAsync($"/api/runs/{id}");
        Assert.Equal(2, run.GetProperty("results").GetArrayLength());
        Assert.Equal(16, run.GetProperty("history").GetArrayLength());
        Assert.Equal("softmax", run.GetProperty("settings").GetProperty("recipe").GetProperty("model").GetString());

        var evaluation = await school.GetAsync($"/api/runs/{id}/evaluation");
        Assert.Equal(run.GetProperty("accuracy").GetDouble(), evaluation.GetProperty("accuracy").GetDouble(), 1e-9);
        Assert.Equal(run.GetProperty("testCost").GetDouble(), evaluation.GetProperty("cost").GetDouble(), 1e-3);
        Assert.Equal(10, evaluation.GetProperty("classes").GetArrayLength());
        int samples = evaluation.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32()));
        Assert.Equal(evaluation.GetProperty("samples").GetInt32(), samples);
    }

    [Fact]
    public async Task Mistakes_are_those_of_a_cell_the_surest_first()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("softmax", passes: 1);
        await school.StoryAsync(id);
        var confusion = (await school.GetAsync($"/api/runs/{id}/evaluation")).GetProperty("confusion");

        var all = await MistakesAsync(school, id, "");
        Assert.Equal(60, all.Count);
        Assert.All(all, mistake => Assert.NotEqual(mistake.Label, mistake.Predicted));
        Assert.Equal(all.OrderByDescending(mistake => mistake.Probability), all);

        var cell = await MistakesAsync(school, id, "?actual=4&predicted=9");
        Assert.Equal(Math.Min(60, confusion[4][9].GetInt32()), cell.Count);
        Assert.All(cell, mistake => Assert.Equal(("4", "9"), (mistake.Label, mistake.Predicted)));

        var diagonal = await MistakesAsync(school, id, "?actual=3&predicted=3");
        Assert.Equal(Math.Min(60, confusion[3][3].GetInt32()), diagonal.Count);
        Assert.All(diagonal, right => Assert.Equal(("3", "3"), (right.Label, right.Predicted)));
        Assert.Equal(diagonal.OrderBy(right => right.Probability), diagonal);

        foreach (string wrong in (string[])["10", "-1", "1,0", "four"])
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(school, $"/api/runs/{id}/mistakes?actual={wrong}"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("..%5C..%5Cetc")]
    [InlineData("%2Fetc")]
    [InlineData(".lock")]
    public async Task A_run_that_is_not_listed_is_not_found(string id)
    {
        Directory.CreateDirectory(Runs);
        await using var school = await School.OpenAsync(Runs);

        foreach (string what in (string[])["", "/events", "/evaluation", "/mistakes"])
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(school, $"/api/runs/{id}{what}"));
        foreach (string what in (string[])["cancel", "resume"])
        {
            using var answer = await school.PostAsync($"/api/runs/{id}/{what}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_folder_that_is_damaged_hides_no_other()
    {
        await using var school = await School.OpenAsync(Runs);
        string id = await school.StartAsync("softmax", passes: 1, limit: 200);
        await school.StoryAsync(id);
        string damaged = Directory.CreateDirectory(Path.Combine(Runs, "damaged")).FullName;
        await File.WriteAllTextAsync(Path.Combine(damaged, "run.json"), "{", TestContext.Current.CancellationToken);

        var list = await school.GetAsync("/api/runs");
        Assert.Equal([id], list.EnumerateArray().Select(run => run.GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(school, "/api/runs/damaged"));
    }

    [Fact]
    public async Task A_run_that_diverged_is_told()
    {
        var settings = new RunSettings(Recipe.Default("softmax") with { LearningRate = 1e38, Schedule = "constant" }, "synthetic", Limit: 1000, LogPeriod: 1);
        var run = new TrainingRun(settings, SyntheticDigits.Load(1000, 100), threads: 1);
        Assert.Equal(Outcome.Diverged, run.Start(RunFolder.Create(Path.Combine(Runs, "steep")), _ => { }, TestContext.Current.CancellationToken).Outcome);

        await using var school = await School.OpenAsync(Runs);
        Assert.Equal("diverged", (await school.GetAsync("/api/runs/steep")).GetProperty("state").GetString());
        var told = await school.StoryAsync("steep");
        Assert.Equal("diverged", told[^1].Data.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(school, "/api/runs/steep/evaluation"));
    }

    [Fact]
    public async Task A_run_that_another_program_trains_is_running_and_left_to_it()
    {
        string id;
        await using (var school = await School.OpenAsync(Runs))
        {
            id = await school.StartAsync("lenet", passes: 100);
            (await school.PostAsync($"/api/runs/{id}/cancel")).Dispose();
            await school.StoryAsync(id);
        }

        await using var other = await School.OpenAsync(Runs);
        await using (new FileStream(Path.Combine(Runs, id, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("running", (await other.GetAsync($"/api/runs/{id}")).GetProperty("state").GetString());
            using var answer = await other.PostAsync($"/api/runs/{id}/resume");
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Equal("running", (await other.StoryAsync(id))[^1].Data.GetProperty("state").GetString());
        }

        Assert.Equal("cancelled", (await other.GetAsync($"/api/runs/{id}")).GetProperty("state").GetString());
    }

    private static async Task<HttpStatusCode> StatusAsync(School school, string path)
    {
        using var answer = await school.Http.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<List<(string? Label, string? Predicted, double Probability)>> MistakesAsync(School school, string id, string query) =>
    [
        .. (await school.GetAsync($"/api/runs/{id}/mistakes{query}")).EnumerateArray()
            .Select(m => (m.GetProperty("label").GetString(), m.GetProperty("predicted").GetString(), m.GetProperty("probability").GetDouble())),
    ];
}
