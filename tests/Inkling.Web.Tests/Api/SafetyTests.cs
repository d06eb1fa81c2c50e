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

    [Fact]
    public async Task A_page_of_an_allowed_site_may_ask_for_images_to_be_recognised_and_for_nothing_else()
    {
        const string Friend = "https://friend.example";
        await using var guest = await Guest.VisitAsync(new() { RunsDirectory = "no-runs-here", AllowedOrigins = [Friend] });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/recognize")
        {
            Headers = { { "Origin", Friend }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type" } },
        };

        using var allowed = await guest.SendAsync(preflight);
        using var read = await guest.SendAsync(Asking("/api/recognize", Friend));
        using var trained = await guest.SendAsync(Asking("/api/runs", Friend));
        using var listing = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { { "Origin", Friend } } };
        using var listed = await guest.SendAsync(listing);
        using var stranger = await guest.SendAsync(Asking("/api/recognize", "https://stranger.example"));

        Assert.Equal(Friend, Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("POST", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("0", (await Guest.JsonOf(read)).GetProperty("text").GetString());
        Assert.Equal(Friend, Assert.Single(read.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(HttpStatusCode.Forbidden, trained.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(listed.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Behind_a_proxy_it_goes_by_the_public_name_and_believes_whom_it_asks_for()
    {
        await using var guest = await Guest.VisitAsync(new() { RunsDirectory = "no-runs-here", PublicAddress = new("https://digits.example/inkling/"), RateLimit = 3 });
        using var page = new HttpRequestMessage(HttpMethod.Get, "/api/training") { Headers = { { "X-Forwarded-For", "192.0.2.7" }, { "X-Forwarded-Proto", "https" }, { "Host", "digits.example" } } };

        using var offer = await guest.SendAsync(page);
        using var kept = await guest.SendAsync(Asking("/api/recognize", "https://digits.example", ("X-Forwarded-For", "192.0.2.7")));
        using var other = await guest.SendAsync(Asking("/api/recognize", "https://elsewhere.example", ("X-Forwarded-For", "192.0.2.7")));

        Assert.False((await Guest.JsonOf(offer)).GetProperty("allowed").GetBoolean());
        Assert.Equal("0", (await Guest.JsonOf(kept)).GetProperty("text").GetString());
        await Guest.RequireProblemAsync(other, HttpStatusCode.Forbidden, "origin: expected a page of https://digits.example or no page at all");

        // The limit counts whoever asks, and not the proxy.
        using var again = await guest.SendAsync(Asking("/api/recognize", "https://digits.example", ("X-Forwarded-For", "192.0.2.7")));
        using var tooMany = await guest.SendAsync(Asking("/api/recognize", "https://digits.example", ("X-Forwarded-For", "192.0.2.7")));
        using var another = await guest.SendAsync(Asking("/api/recognize", "https://digits.example", ("X-Forwarded-For", "192.0.2.8")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (again.StatusCode, tooMany.StatusCode, another.StatusCode));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    public async Task A_training_that_a_proxy_passes_on_does_not_come_from_this_machine(string header, string value)
    {
        await using var guest = await Guest.VisitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Headers = { { header, value } }, Content = new StringContent("""{"network":"softmax"}""", null, "application/json") };

        using var answer = await guest.SendAsync(request);

        await Guest.RequireProblemAsync(answer, HttpStatusCode.Forbidden, "training: expected a request from this machine");
    }

    private static HttpRequestMessage Asking(string path, string origin, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", origin } }, Content = new ByteArrayContent(Pictures.Zero) };
        request.Content.Headers.ContentType = new("image/png");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return request;
    }
}
