using System.Net;

namespace Inkling.Web.Tests.Api;

/// <summary>What keeps other sites' pages out, and the page to itself.</summary>
public class SafetyTests
{
    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/app.js", 200)]
    [InlineData("GET", "/api/models", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/api/recognize", 405)]
    [InlineData("POST", "/api/recognize", 415)]
    [InlineData("POST", "/api/recognize?model=none", 404)]
    public async Task Every_answer_tells_browsers_to_load_nothing_from_elsewhere(string method, string path, int status)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.SendAsync(new(new HttpMethod(method), path));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));

        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_gets_nothing_done(string header, string value)
    {
        await using var guest = await Guest.VisitAsync();
        foreach (string path in new[] { "/api/recognize", "/api/layers", "/api/runs", "/api/runs/x/cancel", "/api/runs/x/resume" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { header, value } } };

            using var answer = await guest.SendAsync(request);

            await Guest.RequireProblemAsync(answer, HttpStatusCode.Forbidden, $"origin: expected a page of {guest.Http.BaseAddress!.ToString().TrimEnd('/')}");
        }

        await guest.RequireServesAsync();
    }

    [Fact]
    public async Task The_servers_own_page_and_programs_without_a_page_are_served()
    {
        await using var guest = await Guest.VisitAsync();
        foreach (var (header, value) in new[] { ("Origin", guest.Http.BaseAddress!.ToString().TrimEnd('/')), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/recognize") { Headers = { { header, value } }, Content = new ByteArrayContent(Pictures.Zero) };
            request.Content.Headers.ContentType = new("image/png");

            using var answer = await guest.SendAsync(request);

            Assert.Equal("0", (await Guest.JsonOf(answer)).GetProperty("text").GetString());
        }
    }

    [Theory]
    [InlineData("elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("192.0.2.1", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:1234", HttpStatusCode.OK)]
    [InlineData("[::1]:5280", HttpStatusCode.OK)]
    public async Task On_this_machine_it_goes_by_this_machines_names_alone(string host, HttpStatusCode status)
    {
        await using var guest = await Guest.VisitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/models") { Headers = { Host = host } };

        using var answer = await guest.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.BadRequest)
            await Guest.RequireProblemAsync(answer, status, $"for host '{host}'");
    }
}
