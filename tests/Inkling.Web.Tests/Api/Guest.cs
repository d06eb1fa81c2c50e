using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Inkling.Web.Serving;

namespace Inkling.Web.Tests.Api;

/// <summary>A program that asks a server of its own.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly Server _server;

    private Guest(Server server) => (_server, Http) = (server, new() { BaseAddress = server.Address });

    public HttpClient Http { get; }

    public static async Task<Guest> VisitAsync(ServerSettings? settings = null) => new(
        await Server.StartAsync((settings ?? new() { RunsDirectory = "no-runs-here" }) with { Port = 0 }, TestContext.Current.CancellationToken));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Http.SendAsync(request, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Posts bytes as they are.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? type = "image/png")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await Http.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts files of a form.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "file", name);
        return await Http.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    /// <summary>The document that the server answers with.</summary>
    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return JsonElement.Parse(text);
    }

    /// <summary>Requires a problem document that names what is wrong.</summary>
    public static async Task RequireProblemAsync(HttpResponseMessage answer, HttpStatusCode status, params string[] words)
    {
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"expected {status}, got {answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        string detail = problem.GetProperty("detail").GetString()!;
        Assert.All(words, word => Assert.Contains(word, detail, StringComparison.Ordinal));
    }

    /// <summary>Requires that the server still does what it is for.</summary>
    public async Task RequireServesAsync()
    {
        using var answer = await PostAsync("/api/recognize", Pictures.Zero);
        Assert.Equal("0", (await JsonOf(answer)).GetProperty("text").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
