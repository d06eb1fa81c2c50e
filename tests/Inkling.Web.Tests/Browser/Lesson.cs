using Microsoft.Playwright;

namespace Inkling.Web.Tests.Browser;

/// <summary>A training on synthetic digits, started in the page's form.</summary>
internal static class Lesson
{
    public static async Task StartAsync(IPage page, string network, string passes, string images)
    {
        await page.ClickAsync("#tab-learn");
        await page.CheckAsync($"[name=network][value={network}]");
        await page.SelectOptionAsync("#dataset", "synthetic");
        await page.FillAsync("#passes", passes);
        await page.FillAsync("#limit", images);
        await page.ClickAsync("#start");
    }
}
