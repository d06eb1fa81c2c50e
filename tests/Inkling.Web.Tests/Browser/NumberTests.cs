using Microsoft.Playwright;

namespace Inkling.Web.Tests.Browser;

/// <summary>How the page writes and reads numbers.</summary>
public class NumberTests(Chromium chromium) : BrowserTests(chromium)
{
    [Fact]
    public Task Numbers_are_written_with_a_point_and_narrow_spaces() => RequireAsync(new()
    {
        ["count(0)"] = "0",
        ["count(999)"] = "999",
        ["count(1234567)"] = "1\u202f234\u202f567",
        ["percent(0.9876)"] = "98.8\u202f%",
        ["percent(0.9876, 2)"] = "98.76\u202f%",
        ["sureness(0.99999)"] = "more than 99.9\u202f%",
        ["sureness(1)"] = "100.0\u202f%",
        ["cost(0.02041)"] = "0.0204",
        ["duration(48)"] = "48 s",
        ["duration(120)"] = "2 min",
        ["duration(125)"] = "2 min 5 s",
        ["duration(3781)"] = "1 h 3 min",
    });

    [Fact]
    public Task Counts_are_read_where_they_mean_one_thing() => RequireAsync(new()
    {
        ["parseCount('1000', 'Images', 1, 60000)"] = "1000",
        ["parseCount(' 60\u202f000 ', 'Images', 1, 60000)"] = "60000",
        ["parseCount('60’000', 'Images', 1, 60000)"] = "60000",
        ["parseCount('１２０', 'Images', 1, 60000)"] = "120",
        ["parseCount('', 'Images', 1, 60000)"] = "null",
        ["parseCount('1.000', 'Images', 1, 60000)"] = "Images: expected a whole number in digits alone, such as 1000, found “1.000”.",
        ["parseCount('1,000', 'Images', 1, 60000)"] = "Images: expected a whole number in digits alone, such as 1000, found “1,000”.",
        ["parseCount('-5', 'Images', 1, 60000)"] = "Images: expected a whole number in digits alone, such as 1000, found “-5”.",
        ["parseCount('70000', 'Images', 1, 60000)"] = "Images: expected 1 to 60\u202f000, found 70000.",
    });

    [Fact]
    public Task Decimals_are_read_with_a_point_or_a_comma() => RequireAsync(new()
    {
        ["parseDecimal('97.5', 'Least', 0, 100)"] = "97.5",
        ["parseDecimal('97,5', 'Least', 0, 100)"] = "97.5",
        ["parseDecimal('９７．５', 'Least', 0, 100)"] = "97.5",
        ["parseDecimal('97', 'Least', 0, 100)"] = "97",
        ["parseDecimal('9.7.5', 'Least', 0, 100)"] = "Least: expected a number such as 97.5, found “9.7.5”.",
        ["parseDecimal('1e1', 'Least', 0, 100)"] = "Least: expected a number such as 97.5, found “1e1”.",
        ["parseDecimal('', 'Least', 0, 100)"] = "Least: expected a number such as 97.5, found “”.",
        ["parseDecimal('100.5', 'Least', 0, 100)"] = "Least: expected 0 to 100, found 100.5.",
    });

    /// <summary>Calls functions of the page's module, each of which gives its text, or fails with it.</summary>
    private Task RequireAsync(Dictionary<string, string> expected) => VisitAsync(async page =>
    {
        foreach (var (call, text) in expected)
            Assert.Equal((call, text), (call, await CallAsync(page, call)));
    });

    private static Task<string> CallAsync(IPage page, string call) => page.EvaluateAsync<string>(
        $$"""
        async () => {
          const numbers = await import('/numbers.js');
          try { return String(numbers.{{call}}); } catch (failure) { return failure.message; }
        }
        """);
}
