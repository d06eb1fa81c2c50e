using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>The page on a phone, in the dark, and where a comma parts the decimals.</summary>
public class AppearanceTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task A_phone_shows_every_tab_without_scrolling_sideways() => VisitAsync(
        async page =>
        {
            await page.ClickAsync("#compare summary");
            await page.ClickAsync("#inside summary");
            await Hand.DrawAsync(page, "5");
            await Expect(page.Locator("#inside .layer")).Not.ToHaveCountAsync(0);
            await Expect(page.Locator("#camera")).ToHaveAttributeAsync("capture", "environment");
            await Expect(page.Locator("label:has(#camera)")).ToBeVisibleAsync();
            await RequireFitsAsync(page);

            await Lesson.StartAsync(page, "softmax", passes: "1", images: "500");
            await Expect(page.Locator("#training-text")).ToContainTextAsync("Done.");
            await RequireFitsAsync(page);

            await page.ClickAsync("text=See its mistakes");
            await Expect(page.Locator(".confusion button")).ToHaveCountAsync(100);
            await RequireFitsAsync(page);
        },
        new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2, ReducedMotion = ReducedMotion.Reduce });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Text_stands_out_from_what_is_behind_it(ColorScheme scheme) => VisitAsync(
        async page =>
        {
            await Hand.DrawAsync(page, "3");
            await Expect(page.Locator("#number")).ToHaveTextAsync("3");
            await RequireContrastAsync(page);

            await Lesson.StartAsync(page, "softmax", passes: "1", images: "500");
            await page.ClickAsync("text=See its mistakes");
            await Expect(page.Locator("#run .gallery figure").First).ToBeVisibleAsync();
            await RequireContrastAsync(page);
        },
        new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

    [Fact]
    public Task The_dark_changes_nothing_of_what_is_sent()
    {
        return VisitAsync(Draw, new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });

        static async Task Draw(IPage page)
        {
            await page.EvaluateAsync(
                "() => { const ask = fetch; window.fetch = (path, options) => { window.sent = options.body ?? window.sent; return ask(path, options); }; }");
            await Hand.DrawAsync(page, "7");
            await Expect(page.Locator("#number")).ToHaveTextAsync("7");

            int[] sent = await page.EvaluateAsync<int[]>("async () => [...new Uint8Array(await window.sent.arrayBuffer())]");
            using var image = SkiaSharp.SKBitmap.Decode([.. sent.Select(value => (byte)value)]);
            Assert.Equal(SkiaSharp.SKColors.White, image.GetPixel(0, 0));
            Assert.Contains(SkiaSharp.SKColors.Black, image.Pixels);
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public Task Numbers_are_written_and_read_the_same_in_every_language(string locale) => VisitAsync(
        async page =>
        {
            await Expect(page.Locator("#model option").First).ToHaveTextAsync(new Regex("^Deep \\(232\u202f042 parameters\\)$"));
            await Hand.DrawAsync(page, "0");
            await Expect(page.Locator("#number")).ToHaveTextAsync("0");
            await Expect(page.Locator("#bars tr:not(.best) .value").First).ToHaveTextAsync(new Regex("^[0-9]+[.][0-9]\u202f%$"));
            await page.ClickAsync(".settings summary");
            await page.FillAsync("#min-confidence", "12,5");
            await page.RunAndWaitForRequestAsync(
                () => page.PressAsync("#min-confidence", "Enter"),
                request => request.Url.Contains("minConfidence=0.125&", StringComparison.Ordinal));
            await Expect(page.Locator("#answer")).Not.ToHaveClassAsync(new Regex("waiting"));
        },
        new() { Locale = locale, ReducedMotion = ReducedMotion.Reduce });

    private static async Task RequireFitsAsync(IPage page) =>
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

    /// <summary>WCAG AA, 1.4.3: 4.5 to 1, or 3 to 1 for large text, for all text that is shown and is not part of something disabled.</summary>
    private static async Task RequireContrastAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>(
        """
        () => {
          const channels = colour => {
            const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data];
          };
          const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const colour = channels(getComputedStyle(e).backgroundColor);
              if (colour[3] === 255) return colour;
            }
            return channels('white');
          };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), weak = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement, style = getComputedStyle(element);
            if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest(':disabled, .unseen, option, noscript')) continue;
            const ink = channels(element instanceof SVGElement ? style.fill : style.color);
            const [light, dark] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
            const ratio = (light + 0.05) / (dark + 0.05);
            const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
            if (ratio < (isLarge ? 3 : 4.5)) weak.push(`${node.data.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
          }
          return weak;
        }
        """));
}
