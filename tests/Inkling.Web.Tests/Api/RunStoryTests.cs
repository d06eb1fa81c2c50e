using Inkling.Web.Runs;
using Inkling.Workbench;

namespace Inkling.Web.Tests.Api;

public class RunStoryTests
{
    [Fact]
    public async Task A_slow_listener_misses_iterations_and_nothing_else()
    {
        var story = new RunStory();
        var listener = story.ListenAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        story.Tell(IterationOf(1));
        Assert.True(await listener.MoveNextAsync());

        for (int i = 2; i <= 3000; i++)
            story.Tell(IterationOf(i));
        for (int pass = 0; pass < 10; pass++)
            story.Tell(new PassResult(pass, 1, 1, 0.5, 1));
        story.Tell(new EndJson("completed", null));

        List<string> names = [];
        while (await listener.MoveNextAsync())
            names.Add(listener.Current.EventType);
        Assert.InRange(names.Count(name => name == "iteration"), 1, 256);
        Assert.Equal(10, names.Count(name => name == "pass"));
        Assert.Equal("end", names[^1]);
        await listener.DisposeAsync();
    }

    [Fact]
    public async Task However_long_a_training_those_who_come_late_get_its_curve_from_the_beginning_in_a_few_thousand_points()
    {
        var story = new RunStory();
        for (int i = 1; i <= 50_000; i++)
            story.Tell(IterationOf(i));
        story.Tell(new EndJson("completed", null));

        var told = await story.ListenAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.InRange(told.Count, 2000, 4001);
        Assert.Contains("\"iteration\":1,", told[0].Data, StringComparison.Ordinal);
        Assert.Contains("\"iteration\":50000,", told[^2].Data, StringComparison.Ordinal);
    }

    private static IterationJson IterationOf(int iteration) => new(0, iteration - 1, iteration, 50_000, 1, 0.5, 0.1, null);
}
