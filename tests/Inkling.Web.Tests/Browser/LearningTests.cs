using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>Trainings that are started, watched, cancelled and resumed from the page.</summary>
public class LearningTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task A_short_training_is_watched_to_its_end_and_its_network_asked() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "softmax", passes: "3", images: "2 000");

        await Expect(page.Locator("#training-text")).ToContainTextAsync("Done. The best pass is number");
        await Expect(page.Locator("#learn-cost .test circle")).ToHaveCountAsync(3);
        await Expect(page.Locator("#learn-error .test circle")).ToHaveCountAsync(3);
        await Expect(page.Locator("#learn-cost .train path")).ToHaveCountAsync(1);
        await Expect(page.Locator("#samples figure")).ToHaveCountAsync(20);
        await Expect(page.Locator("#samples-text")).ToHaveTextAsync(new Regex("^[0-9]+ of 20 are read rightly[.]$"));
        int wrong = await page.Locator("#samples figure.wrong").CountAsync();
        Assert.Equal(20 - wrong, int.Parse((await page.InnerTextAsync("#samples-text")).Split(' ')[0], null));
        Assert.Equal(wrong, await page.Locator("#samples b:has-text('✗')").CountAsync());

        await page.ClickAsync("text=Use it in Draw");

        await Expect(page.Locator("#model")).ToHaveValueAsync(new Regex("^run:softmax-"));
        await Hand.DrawAsync(page, "0");
        await Expect(page.Locator("#bars tr.best")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task A_curve_grows_is_cancelled_and_goes_on_where_it_was() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "lenet", passes: "40", images: "4000");
        await Expect(page.Locator("#training-text")).ToHaveTextAsync(new Regex("^Pass [0-9]+ of 40, [0-9]+ % done, about .* left, .* images a second[.]$"));
        double early = await LengthAsync(page);
        await Expect(page.Locator("#learn-cost .test circle")).Not.ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("early => document.querySelector('#learn-cost .train path').getBBox().width > early", early);

        // A page that comes late sees the whole curve.
        await page.ReloadAsync();
        await Expect(page.Locator("#training-title")).ToHaveTextAsync("LeNet learns");
        await Expect(page.Locator("#learn-cost .test circle")).Not.ToHaveCountAsync(0);

        await page.ClickAsync("#training-actions >> text=Cancel");
        await Expect(page.Locator("#training-text")).ToHaveTextAsync(new Regex("^Cancelled after [0-9]+ of 40 passes[.]"));
        await Expect(page.Locator("#start")).ToBeEnabledAsync();
        double done = await DoneAsync(page);

        await page.ClickAsync("#training-actions >> text=Resume");
        await Expect(page.Locator("#training-title")).ToHaveTextAsync("LeNet learns");
        await Expect(page.Locator("#start")).ToBeDisabledAsync();
        await page.WaitForFunctionAsync("done => document.querySelector('#training-progress').value > done", done);
        await page.ClickAsync("#training-actions >> text=Cancel");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Cancelled");
    });

    [Theory]
    [InlineData("#passes", "1.000", "Passes: expected a whole number in digits alone, such as 1000, found “1.000”.")]
    [InlineData("#limit", "0", "Images: expected 1 to 60 000, found 0.")]
    [InlineData("#seed", "one", "Seed: expected a whole number in digits alone, such as 1000, found “one”.")]
    public Task A_number_that_is_none_is_named_and_nothing_starts(string field, string text, string sentence) => VisitAsync(async page =>
    {
        await page.ClickAsync("#tab-learn");
        await page.FillAsync(field, text);
        await page.ClickAsync("#start");

        await Expect(page.Locator("#form-problem")).ToHaveTextAsync(sentence);
        await Expect(page.Locator(field)).ToBeFocusedAsync();
        await Expect(page.Locator("#training")).ToBeHiddenAsync();
    });

    private static Task<double> LengthAsync(IPage page) =>
        page.Locator("#learn-cost .train path").EvaluateAsync<double>("path => path.getBBox().width");

    private static Task<double> DoneAsync(IPage page) => page.Locator("#training-progress").EvaluateAsync<double>("progress => progress.value");
}
