using System.Collections.Concurrent;
using Inkling.TestKit;
using Inkling.Web.Serving;
using Microsoft.Playwright;

namespace Inkling.Web.Tests.Browser;

/// <summary>Tests in a real browser, each with a server and a browser profile of its own.</summary>
[Collection(Chromium.Collection)]
public abstract class BrowserTests(Chromium chromium)
{
    private const float MostMilliseconds = 15_000;

    /// <summary>Opens the page, does something with it, and then requires that nothing was wrong on the console and nobody else was asked for anything.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="profile">The browser's size, colours and language.</param>
    /// <param name="settings">The server's, or null for the usual ones.</param>
    /// <param name="isTroubled">Whether refused requests belong to the test: the browser notes each on its console.</param>
    protected async Task VisitAsync(Func<IPage, Task> act, BrowserNewContextOptions? profile = null, ServerSettings? settings = null, bool isTroubled = false)
    {
        var browser = chromium.Browser;
        using var folder = new TemporaryFolder();
        var told = new ConcurrentQueue<string>();
        await using var server = await Server.StartAsync(
            (settings ?? new()) with { Port = 0, RunsDirectory = folder.File("runs"), Tell = told.Enqueue, TellsTraces = true });
        await using var context = await browser.NewContextAsync(profile ?? new() { ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(MostMilliseconds);
        Assertions.SetDefaultExpectTimeout(MostMilliseconds);
        var page = await context.NewPageAsync();
        var faults = Watch(page, server.Address, isTroubled);

        await page.GotoAsync(server.Address.ToString());
        await act(page);

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\nthe server: {string.Join('\n', told)}");
    }

    private static List<string> Watch(IPage page, Uri address, bool isTroubled)
    {
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(isTroubled && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
                faults.Add($"{message.Text} ({message.Location})");
        };
        page.Request += (_, request) =>
        {
            var target = new Uri(request.Url);
            if (target.Scheme is not ("data" or "blob") && target.Authority != address.Authority)
                faults.Add($"a request to {request.Url}");
        };
        return faults;
    }
}
