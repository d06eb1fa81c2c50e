using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>Trainings that are started, watched, cancelled and resumed from the page.</summary>
public class LearningTests(Chromium chromium) : BrowserTests(chromium)
{
    private static readonly string[] LayersOfThePerceptron = ["picture", "fully connected", "tanh", "fully connected", "tanh", "fully connected", "softmax"];

    private static readonly string[] Differences =
        ["batch size 20 here, 128 there", "learning rate 0.02 here, 0.1 there", "optimizer nesterov here, momentum there", "hidden 24, 12 here, – there", "activation tanh here"];

    /// <summary>In the page: the next list of runs that is asked for comes when it is released.</summary>
    private const string HoldsTheNextList = """
        () => {
          const ask = window.fetch;
          window.fetch = async (...request) => {
            const answer = await ask(...request);
            if (!String(request[0]).endsWith('api/runs') || request[1]?.method === 'POST') return answer;
            window.fetch = ask;
            await new Promise(release => { window.release = release; });
            return answer;
          };
        }
        """;

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

    [Fact]
    public Task With_turned_knobs_it_is_watched_paused_stepped_and_laid_beside_the_one_before() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "mlp", passes: "2", images: "1000");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Done.");

        await page.ClickAsync("#knobs summary");
        await Expect(page.Locator("#learningRate")).ToHaveAttributeAsync("placeholder", "0.1");
        await page.FillAsync("#learningRate", "0,02");
        await page.FillAsync("#batchSize", "20");
        await page.SelectOptionAsync("#optimizer", "nesterov");
        await page.FillAsync("#hidden", "24, 12");
        await page.SelectOptionAsync("#activation", "tanh");
        await page.FillAsync("#dropout", "0.1");
        await Lesson.StartAsync(page, "mlp", passes: "500", images: "1000");

        await Expect(page.Locator("#learn-diagram li b")).ToHaveTextAsync(LayersOfThePerceptron);
        await Expect(page.Locator("#learn-layers .layer h3").Nth(1)).ToContainTextAsync("What it looks for");
        await page.ClickAsync("#training-actions >> text=Pause");
        await Expect(page.Locator("#training-actions >> text=Go on")).ToBeVisibleAsync();
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Waiting.");
        double before = await DoneAsync(page);
        string weights = await WeightsAsync(page);
        await page.EvaluateAsync("() => { document.querySelector('#training-actions').firstChild.isFirst = true; }");
        await page.ClickAsync("#training-actions >> text=Step");
        await page.WaitForFunctionAsync("done => document.querySelector('#training-progress').value > done", before);
        Assert.Equal(1, Math.Round((await DoneAsync(page) - before) * 500 * 50, 3));
        await Expect(page.Locator("#learn-layers .weights")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("before => document.querySelector('#learn-layers canvas.weights').toDataURL() !== before", weights);

        await Expect(page.Locator("#learn-beside")).ToHaveValueAsync(new Regex("^mlp-"));
        await Expect(page.Locator("#learn-cost .beside circle")).ToHaveCountAsync(2);
        foreach (string difference in Differences)
            await Expect(page.Locator("#learn-differences")).ToContainTextAsync(difference);

        // A button that had been drawn anew could miss a click that falls just then.
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('#training-actions').firstChild.isFirst ?? false"));
        await page.ClickAsync("#training-actions >> text=Go on");
        await Expect(page.Locator("#training-actions >> text=Pause")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("done => document.querySelector('#training-progress').value > done + 0.001", before);
        await page.ClickAsync("#training-actions >> text=Cancel");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Cancelled");
    });

    [Fact]
    public Task Progress_shows_also_where_a_pass_takes_less_than_a_moment() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "softmax", passes: "1000", images: "200");

        await page.WaitForFunctionAsync("() => document.querySelector('#training-progress').value > 0.005");
        await Expect(page.Locator("#training-text")).ToHaveTextAsync(new Regex("^Pass [0-9]+ of 1000, .* images a second[.]$"));
        await page.ClickAsync("#training-actions >> text=Cancel");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Cancelled");
    });

    [Fact]
    public Task A_list_of_runs_from_before_the_start_does_not_hide_the_training() => VisitAsync(async page =>
    {
        await Lesson.StartAsync(page, "softmax", passes: "1", images: "1000");
        await Expect(page.Locator("#training-text")).ToContainTextAsync("Done.");
        await page.ClickAsync("#tab-draw");
        await page.EvaluateAsync(HoldsTheNextList);

        await page.ClickAsync("#tab-learn");
        await page.WaitForFunctionAsync("() => window.release");
        await Lesson.StartAsync(page, "mlp", passes: "100", images: "1000");
        await Expect(page.Locator("#training-title")).ToContainTextAsync("Multilayer perceptron learns");
        await page.EvaluateAsync("() => window.release()");

        await page.WaitForFunctionAsync("() => document.querySelector('#training-progress').value > 0.01");
        await Expect(page.Locator("#training")).ToBeVisibleAsync();
        await Expect(page.Locator("#start")).ToBeDisabledAsync();
    });

    [Fact]
    public Task A_layer_that_cannot_be_is_named() => VisitAsync(
        async page =>
        {
            await page.ClickAsync("#tab-learn");
            await page.ClickAsync("#knobs summary");
            await page.FillAsync("#hidden", "many");
            await Lesson.StartAsync(page, "mlp", passes: "1", images: "1000");

            await Expect(page.Locator("#form-problem")).ToHaveTextAsync("hidden 'many': expected up to 8 numbers from 1 to 4096 with commas between, as in 128,64");
            await page.CheckAsync("[name=network][value=deep]");
            await Expect(page.Locator("#hidden")).ToBeDisabledAsync();
        },
        isTroubled: true);

    [Theory]
    [InlineData("#learningRate", "fast", "Learning rate: expected a number such as 97.5, found “fast”.")]
    [InlineData("#passes", "1.000", "Passes: expected a whole number in digits alone, such as 1000, found “1.000”.")]
    [InlineData("#limit", "0", "Images: expected 1 to 60 000, found 0.")]
    [InlineData("#seed", "one", "Seed: expected a whole number in digits alone, such as 1000, found “one”.")]
    public Task A_number_that_is_none_is_named_and_nothing_starts(string field, string text, string sentence) => VisitAsync(async page =>
    {
        await page.ClickAsync("#tab-learn");
        if (await page.Locator($"#knobs {field}").CountAsync() > 0)
            await page.ClickAsync("#knobs summary");
        await page.FillAsync(field, text);
        await page.ClickAsync("#start");

        await Expect(page.Locator("#form-problem")).ToHaveTextAsync(sentence);
        await Expect(page.Locator(field)).ToBeFocusedAsync();
        await Expect(page.Locator("#training")).ToBeHiddenAsync();
    });

    private static Task<string> WeightsAsync(IPage page) => page.Locator("#learn-layers canvas.weights").EvaluateAsync<string>("canvas => canvas.toDataURL()");

    private static Task<double> LengthAsync(IPage page) =>
        page.Locator("#learn-cost .train path").EvaluateAsync<double>("path => path.getBBox().width");

    private static Task<double> DoneAsync(IPage page) => page.Locator("#training-progress").EvaluateAsync<double>("progress => progress.value");
}
