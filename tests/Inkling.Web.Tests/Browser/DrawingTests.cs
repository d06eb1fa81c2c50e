using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>What is drawn is read while it is drawn.</summary>
public class DrawingTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task Each_of_the_ten_digits_is_drawn_and_read() => VisitAsync(async page =>
    {
        foreach (string digit in "0123456789".Select(digit => digit.ToString()))
        {
            await Hand.DrawAsync(page, digit);
            await Expect(page.Locator("#number")).ToHaveTextAsync(digit);
            await Expect(page.Locator("#bars tr.best th")).ToHaveTextAsync(digit);
            await Expect(page.Locator("#seen")).ToHaveAttributeAsync("aria-label", $"What the network saw of the {digit}");
            Assert.InRange(await InkAsync(page, "#seen"), 30, 400);

            await page.ClickAsync("#clear");
            await Expect(page.Locator("#number")).ToHaveTextAsync("?");
        }
    });

    [Fact]
    public Task Several_digits_are_a_number_with_boxes_and_words_for_those_who_do_not_see_them() => VisitAsync(async page =>
    {
        await Hand.DrawAsync(page, "2075");

        await Expect(page.Locator("#number")).ToHaveTextAsync("2075");
        await Expect(page.Locator("#boxes rect")).ToHaveCountAsync(4);
        await Expect(page.Locator("#boxes text")).ToHaveTextAsync(["2", "0", "7", "5"]);
        await Expect(page.Locator("#announcement")).ToContainTextAsync("2075. 4 digits.");
        await Expect(page.Locator("#announcement")).ToContainTextAsync("percent from the left");
        await Expect(page.Locator("#drawing")).ToHaveAttributeAsync("aria-label", "Drawing field: 4 strokes, read as 2075");

        await page.Locator("#digits button").Nth(2).ClickAsync();

        await Expect(page.Locator("#bars tr.best th")).ToHaveTextAsync("7");
        await Expect(page.Locator("#boxes .chosen text")).ToHaveTextAsync("7");
    });

    [Fact]
    public Task Strokes_are_taken_back_one_by_one_and_so_is_clearing() => VisitAsync(async page =>
    {
        await Expect(page.Locator("#undo")).ToBeDisabledAsync();
        await Hand.DrawAsync(page, "77");
        await Expect(page.Locator("#number")).ToHaveTextAsync("77");

        await page.Keyboard.PressAsync("Control+Z");
        await Expect(page.Locator("#number")).ToHaveTextAsync("7");

        await page.ClickAsync("#clear");
        await Expect(page.Locator("#number")).ToHaveTextAsync("?");
        await Expect(page.Locator("#clear")).ToBeDisabledAsync();

        await page.ClickAsync("#undo");
        await Expect(page.Locator("#number")).ToHaveTextAsync("7");
    });

    [Fact]
    public Task A_wider_pen_leaves_more_ink() => VisitAsync(async page =>
    {
        await Hand.DrawAsync(page, "7");
        await Expect(page.Locator("#number")).ToHaveTextAsync("7");
        int usual = await InkAsync(page, "#drawing");

        await page.ClickAsync("#clear");
        await page.FillAsync("#pen-width", "48");
        await Hand.DrawAsync(page, "7");
        await Expect(page.Locator("#number")).ToHaveTextAsync("7");

        Assert.InRange(await InkAsync(page, "#drawing"), 1.6 * usual, 2.4 * usual);
    });

    [Fact]
    public Task A_scribble_is_said_to_be_no_digit() => VisitAsync(async page =>
    {
        var sheet = (await page.Locator("#drawing").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(sheet.X + 200, sheet.Y + 150);
        await page.Mouse.DownAsync();
        for (int i = 0; i < 40; i++)
            await page.Mouse.MoveAsync(sheet.X + 200 + (i * 73 % 190), sheet.Y + 150 + (i * 97 % 170), new() { Steps = 3 });
        await page.Mouse.UpAsync();

        await Expect(page.Locator("#sentence")).ToContainTextAsync("hardly a digit");
        await Expect(page.Locator("#answer")).ToHaveClassAsync(new Regex("rejected"));
    });

    [Fact]
    public Task The_newest_drawing_wins_and_one_question_at_a_time_is_under_way() => VisitAsync(async page =>
    {
        // What was given up does not count: the browser tells of its end only later.
        await page.EvaluateAsync(
            """
            () => {
              const ask = fetch, underWay = new Set();
              window.most = 0;
              window.fetch = (path, options) => {
                if (!path.startsWith('api/recognize')) return ask(path, options);
                underWay.add(options.signal);
                window.most = Math.max(window.most, [...underWay].filter(signal => !signal.aborted).length);
                return ask(path, options).finally(() => underWay.delete(options.signal));
              };
            }
            """);

        await Hand.DrawAsync(page, "1");
        await Hand.DrawAsync(page, "3");
        await page.ClickAsync("#clear");
        await Hand.DrawAsync(page, "4");

        await Expect(page.Locator("#number")).ToHaveTextAsync("4");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.most"));
    });

    [Fact]
    public Task A_digit_drawn_before_the_networks_are_known_is_read_by_the_usual_one() => VisitAsync(async page =>
    {
        var known = new TaskCompletionSource();
        await page.RouteAsync("**/api/models", async route =>
        {
            await known.Task;
            await route.ContinueAsync();
        });
        await page.ReloadAsync();

        await Hand.DrawAsync(page, "3");

        await Expect(page.Locator("#number")).ToHaveTextAsync("3");
        known.SetResult();
        await Expect(page.Locator("#model")).ToHaveValueAsync("deep");
    });

    /// <summary>How many pixels of a canvas are not clear.</summary>
    private static Task<int> InkAsync(IPage page, string canvas) => page.Locator(canvas).EvaluateAsync<int>(
        """
        canvas => {
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          return copy.getImageData(0, 0, canvas.width, canvas.height).data.filter((value, i) => i % 4 === 3 && value > 0).length;
        }
        """);
}
