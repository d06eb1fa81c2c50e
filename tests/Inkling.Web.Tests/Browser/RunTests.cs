using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>What the page shows of a run that is over.</summary>
public class RunTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task A_run_is_listed_with_its_curves_and_a_cell_of_its_confusion_matrix_shows_its_digits() => VisitAsync(async page =>
    {
        await page.ClickAsync("#tab-runs");
        await Expect(page.Locator("#runs-text")).ToContainTextAsync("There are none yet.");

        await Lesson.StartAsync(page, "softmax", passes: "2", images: "1000");
        await page.ClickAsync("text=See its mistakes");

        await Expect(page.Locator("#run-list a[aria-current]")).ToContainTextAsync("✓ completed, 2 of 2 passes on synthetic");
        await Expect(page.Locator("#run .test circle")).ToHaveCountAsync(4);
        await Expect(page.Locator(".figures tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".confusion button")).ToHaveCountAsync(100);
        await Expect(page.Locator("#run .gallery b").First).ToHaveTextAsync(new Regex("^[0-9] → [0-9]$"));

        var (cell, label) = await LargestMistakeAsync(page);
        await cell.ClickAsync();

        var words = new Regex("^([0-9]+): ([0-9]) read as ([0-9])$").Match(label);
        Assert.True(words.Success, label);
        await Expect(page.Locator("#run h2").Last).ToHaveTextAsync($"{words.Groups[2]} read as {words.Groups[3]}");
        int shown = Math.Min(60, int.Parse(words.Groups[1].ValueSpan, null));
        await Expect(page.Locator("#run .gallery b")).ToHaveTextAsync(Enumerable.Repeat($"{words.Groups[2]} → {words.Groups[3]}", shown));
        await Expect(page.Locator("#run .gallery canvas").First).ToHaveAttributeAsync("aria-label", $"a {words.Groups[2]}");

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".confusion button:focus")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator(".confusion button[tabindex='0']")).ToHaveCountAsync(1);

        // The address remembers the tab and the run.
        await page.ReloadAsync();
        await Expect(page.Locator("#tab-runs")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator(".confusion button")).ToHaveCountAsync(100);
    });

    [Fact]
    public Task Two_runs_are_compared_one_is_renamed_and_one_deleted() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "softmax", passes: "2", images: "1000");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Done.");
        await Lesson.StartAsync(page, "mlp", passes: "3", images: "1000");
        await Expect(page.Locator("#training-title")).ToHaveTextAsync("Multilayer perceptron has learnt");
        await page.ClickAsync("#tab-runs");

        await Expect(page.Locator("#run-list a")).ToHaveCountAsync(2);
        await page.SelectOptionAsync("#run .overlay select", new SelectOptionValue { Index = 1 });
        await Expect(page.Locator("#run .overlay")).ToContainTextAsync("model mlp here, softmax there");
        await Expect(page.Locator("#run .overlay thead th")).ToHaveCountAsync(2);
        await Expect(page.Locator("#run .beside circle")).ToHaveCountAsync(4);

        await page.ClickAsync("#run >> text=Rename");
        await page.FillAsync("dialog input", "../away");
        await page.ClickAsync("dialog .primary");
        await Expect(page.Locator("dialog .problem")).ToContainTextAsync("name '../away': expected 1 to 100 letters");
        await page.FillAsync("dialog input", "my first");
        await page.ClickAsync("dialog .primary");
        await Expect(page.Locator("#run-list a[aria-current]")).ToContainTextAsync("my first");

        await page.ClickAsync("#run >> text=Delete");
        await page.ClickAsync("dialog >> text=Leave it");
        await Expect(page.Locator("#run-list a")).ToHaveCountAsync(2);
        await page.ClickAsync("#run >> text=Delete");
        await page.ClickAsync("dialog .primary");
        await Expect(page.Locator("#run-list a")).ToHaveCountAsync(1);
        await Expect(page.Locator("#run-list a")).ToContainTextAsync("softmax");
    }, isTroubled: true);

    [Fact]
    public Task A_run_that_is_not_there_is_answered_with_the_servers_sentence() => VisitAsync(
        async page =>
        {
            await page.EvaluateAsync("location.hash = '#runs/nothing'");
            await Expect(page.Locator("#run .problem")).ToContainTextAsync("nothing");
        },
        isTroubled: true);

    private static async Task<(ILocator Cell, string Label)> LargestMistakeAsync(IPage page)
    {
        int place = await page.Locator(".confusion").EvaluateAsync<int>(
            """
            table => {
              const cells = [...table.querySelectorAll('button')];
              const wrong = cells.filter(cell => cell.classList.contains('wrong'));
              return cells.indexOf(wrong.reduce((a, b) => Number(b.dataset.count) > Number(a.dataset.count) ? b : a));
            }
            """);
        var cell = page.Locator(".confusion button").Nth(place);
        return (cell, (await cell.GetAttributeAsync("aria-label"))!);
    }
}
