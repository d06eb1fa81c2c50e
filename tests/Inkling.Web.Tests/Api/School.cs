using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Inkling.Workbench;

namespace Inkling.Web.Tests.Api;

/// <summary>A server with a folder of runs, and what a program asks of it.</summary>
internal sealed class School : IAsyncDisposable
{
    private readonly Server _server;

    private School(Server server) => (_server, Http) = (server, new() { BaseAddress = server.Address });

    public HttpClient Http { get; }

    public static async Task<School> OpenAsync(string runs) => new(await Server.StartAsync(
        new() { Port = 0, RunsDirectory = runs }, TestContext.Current.CancellationToken));

    /// <summary>Starts a training on synthetic digits and returns its id.</summary>
    public async Task<string> StartAsync(string network, int passes, int limit = 1000)
    {
        using var answer = await PostAsync("/api/runs", $$"""{"network":"{{network}}","recipe":"default","dataset":"synthetic","passes":{{passes}},"limit":{{limit}},"seed":7}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        string id = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/runs/{id}", answer.Headers.Location!.ToString());
        return id;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string? json = null) => Http.PostAsync(
        path, json is null ? null : new StringContent(json, encoding: null, "application/json"), TestContext.Current.CancellationToken);

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>What is told of a run, to the end of the stream.</summary>
    public async IAsyncEnumerable<(string Name, JsonElement Data)> EventsAsync(string id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var answer = await Http.GetAsync($"/api/runs/{id}/events", HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            yield return (item.EventType, JsonElement.Parse(item.Data));
    }

    /// <summary>All that is told, when all is told.</summary>
    public async Task<List<(string Name, JsonElement Data)>> StoryAsync(string id) =>
        await EventsAsync(id).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Listens until a pass is done, does something, and returns how the stream ends.</summary>
    public async Task<string> AfterPassAsync(string id, Func<Task> act)
    {
        var acting = Task.CompletedTask;
        string? state = null;
        await foreach (var (name, data) in EventsAsync(id))
        {
            if (name == "pass" && acting == Task.CompletedTask)
                acting = act();
            if (name == "end")
                state = data.GetProperty("state").GetString();
        }

        await acting;
        return state ?? throw new InvalidOperationException("the stream broke off");
    }

    public Task StopAsync() => _server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>The hash of the parameters that a run ended with.</summary>
    public static string HashOf(string runs, string id) => RunFolder.Open(Path.Combine(runs, id)).ReadRecord().Result!.ModelHash;
}
