using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>The page without a mouse.</summary>
public class KeyboardTests(Chromium chromium) : BrowserTests(chromium)
{
    private const string LastToHaveFocus = "The HTTP API";

    [Fact]
    public Task Arrow_keys_lead_through_the_tabs() => VisitAsync(async page =>
    {
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#tab-draw")).ToBeFocusedAsync();

        foreach (var (key, tab) in new[] { ("ArrowRight", "learn"), ("ArrowRight", "runs"), ("ArrowRight", "draw"), ("ArrowLeft", "runs"), ("Home", "draw"), ("End", "runs") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator($"#tab-{tab}")).ToBeFocusedAsync();
            await Expect(page.Locator($"#panel-{tab}")).ToBeVisibleAsync();
            await Expect(page.Locator("[role=tabpanel]:visible")).ToHaveCountAsync(1);
            await Expect(page.Locator("[role=tab][tabindex='0']")).ToHaveCountAsync(1);
            Assert.EndsWith($"#{tab}", page.Url, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task A_training_is_started_and_cancelled() => VisitAsync(async page =>
    {
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#networks input")).Not.ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("input[value=mlp]")).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("synthetic");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("900");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("3000");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#training-title")).ToHaveTextAsync("Multilayer perceptron learns");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("of 900");
        await page.Locator("#training-actions >> text=Cancel").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#training-text")).ToContainTextAsync("Cancelled");
        await Expect(page.Locator("#announcement")).ToContainTextAsync("Cancelled");
    });

    [Fact]
    public Task Whatever_has_the_focus_shows_it() => VisitAsync(async page =>
    {
        var seen = new List<string>();
        for (string id = ""; id != LastToHaveFocus;)
        {
            await page.Keyboard.PressAsync("Tab");
            string[] found = await page.EvaluateAsync<string[]>(
                """
                () => {
                  const element = document.activeElement, shown = element.type === 'file' ? element.parentElement : element;
                  return [element.id || element.textContent, getComputedStyle(shown).outlineStyle];
                }
                """);
            Assert.True(found[1] is "solid", $"{found[0]}: outline {found[1]}");
            seen.Add(id = found[0]);
            Assert.InRange(seen.Count, 1, 20);
        }

        Assert.Contains("pen-width", seen);
        Assert.Contains("picture", seen);
        Assert.Contains("model", seen);
    });
}
