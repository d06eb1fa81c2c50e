using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>A server that is gone or busy.</summary>
public class ConnectionTests(Chromium chromium) : BrowserTests(chromium)
{
    private const string Recognize = "**/api/recognize?*";

    [Fact]
    public Task A_busy_server_is_asked_again_when_it_said_so() => VisitAsync(
        async page =>
        {
            await page.RouteAsync(Recognize, route => route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }));
            await Hand.DrawAsync(page, "2");
            await Expect(page.Locator("#connection")).ToHaveTextAsync("The server is busy. Trying again in 1 s.");

            await page.UnrouteAsync(Recognize);

            await Expect(page.Locator("#number")).ToHaveTextAsync("2");
            await Expect(page.Locator("#connection")).ToBeHiddenAsync();
        },
        isTroubled: true);

    [Fact]
    public Task A_server_that_is_gone_is_asked_again_until_it_is_back() => VisitAsync(
        async page =>
        {
            await page.RouteAsync(Recognize, route => route.AbortAsync());
            await Hand.DrawAsync(page, "3");
            await Expect(page.Locator("#connection")).ToContainTextAsync("The server does not answer. Trying again in");

            await page.UnrouteAsync(Recognize);

            await Expect(page.Locator("#number")).ToHaveTextAsync("3");
            await Expect(page.Locator("#connection")).ToBeHiddenAsync();
        },
        isTroubled: true);

    [Fact]
    public Task What_the_server_refuses_is_said_in_its_own_sentence() => VisitAsync(
        async page =>
        {
            await page.RouteAsync(Recognize, route => route.FulfillAsync(new()
            {
                Status = 422,
                ContentType = "application/problem+json",
                Body = """{"status":422,"detail":"image: expected a PNG, found a riddle"}""",
            }));
            await Hand.DrawAsync(page, "3");

            await Expect(page.Locator("#answer-problem")).ToHaveTextAsync("image: expected a PNG, found a riddle");
        },
        isTroubled: true);
}
