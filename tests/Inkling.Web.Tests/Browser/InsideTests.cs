using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>Other networks, other settings, and what is inside a network.</summary>
public class InsideTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task All_networks_of_the_tool_read_the_same_drawing() => VisitAsync(async page =>
    {
        await page.ClickAsync("#compare summary");
        await Hand.DrawAsync(page, "0");

        await Expect(page.Locator("#compare-columns article")).ToHaveCountAsync(ModelNames.Count);
        foreach (var column in await page.Locator("#compare-columns article").AllAsync())
        {
            await Expect(column.Locator(".number")).ToHaveTextAsync("0");
            await Expect(column.Locator(".best th")).ToHaveTextAsync("0");
        }
    });

    [Fact]
    public Task Each_layer_is_shown_and_follows_the_drawing() => VisitAsync(async page =>
    {
        await page.SelectOptionAsync("#model", "lenet");
        await page.ClickAsync("#inside summary");
        await Hand.DrawAsync(page, "3");

        string[] names = ["picture", "What it looks for", "conv1", "relu1", "maxpool1", "conv2", "relu2", "maxpool2", "fc1", "softmax1"];
        await Expect(page.Locator("#inside .layer h3")).ToHaveTextAsync(names.Select(name => new Regex($"^{name} ")));
        await Expect(page.Locator("#inside .layer").Nth(2)).ToContainTextAsync("20 filters of 5 × 5 pixels");
        string ofThree = await PixelsAsync(page);

        await page.ClickAsync("#clear");
        await Hand.DrawAsync(page, "1");
        await Expect(page.Locator("#number")).ToHaveTextAsync("1");
        await Expect(page.Locator("#inside .layer")).ToHaveCountAsync(names.Length);

        Assert.NotEqual(ofThree, await PixelsAsync(page));
    });

    [Fact]
    public Task A_map_leads_to_its_filter_and_to_how_a_pixel_of_it_comes_about() => VisitAsync(async page =>
    {
        await page.SelectOptionAsync("#model", "lenet");
        await page.ClickAsync("#inside summary");
        await Hand.DrawAsync(page, "3");
        await Expect(page.Locator("#inside .bars .best th")).ToHaveTextAsync("3");
        await Expect(page.Locator("#inside .layer").Nth(8)).ToContainTextAsync("From left to right: 0, 1, 2");
        var maps = page.Locator("#inside .layer").Nth(2).Locator(".mosaic canvas");
        string filters = await FiltersAsync();

        await maps.HoverAsync(new() { Position = new() { X = 75, Y = 21 } });

        await Expect(page.Locator("#inside .lens p")).ToHaveTextAsync(new Regex(@"^Map 2, column \d+, row \d+: .* the bias of -?\d\.\d\d makes about -?\d+\.\d[.]$"));
        await Expect(page.Locator("#inside .lens canvas")).ToHaveCountAsync(2);
        Assert.NotEqual(filters, await FiltersAsync());

        await page.HoverAsync("#number");
        await Expect(page.Locator("#inside .lens p")).ToContainTextAsync("Point at a map");
        Assert.Equal(filters, await FiltersAsync());

        Task<string> FiltersAsync() => page.Locator("#inside canvas.weights").First.EvaluateAsync<string>("canvas => canvas.toDataURL()");
    });

    [Fact]
    public Task What_is_less_sure_than_asked_for_is_rejected_with_a_comma_or_a_point() => VisitAsync(async page =>
    {
        await Hand.DrawAsync(page, "7");
        await Expect(page.Locator("#number")).ToHaveTextAsync("7");
        await page.ClickAsync(".settings summary");

        await SetAsync("100");
        await Expect(page.Locator("#sentence")).ToContainTextAsync("Less sure than you ask for");
        await SetAsync("12,5");
        await Expect(page.Locator("#sentence")).ToContainTextAsync("This is a 7");
        await SetAsync("100.0");
        await Expect(page.Locator("#sentence")).ToContainTextAsync("Less sure than you ask for");
        await SetAsync("1e2");
        await Expect(page.Locator("#min-confidence-problem")).ToHaveTextAsync("Reject below: expected a number such as 97.5, found “1e2”.");

        async Task SetAsync(string text)
        {
            await page.FillAsync("#min-confidence", text);
            await page.PressAsync("#min-confidence", "Enter");
        }
    });

    private static IReadOnlyList<string> ModelNames => Digits.DigitModel.Shipped;

    private static Task<string> PixelsAsync(IPage page) => page.Locator("#inside .mosaic canvas").Nth(2).EvaluateAsync<string>("canvas => canvas.toDataURL()");
}
