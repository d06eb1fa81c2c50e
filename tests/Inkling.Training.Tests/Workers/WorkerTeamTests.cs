namespace Inkling.Training.Tests;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_item_of_every_job_is_done_once(int size)
    {
        using var team = new WorkerTeam(size);
        for (int items = 0; items < 200; items++)
        {
            var done = new int[items];
            team.Run(items, (worker, item) =>
            {
                Assert.InRange(worker, 0, size - 1);
                Interlocked.Increment(ref done[item]);
            });
            Assert.All(done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_team_works_on()
    {
        using var team = new WorkerTeam(3);

        var error = Assert.Throws<InvalidDataException>(() => team.Run(50, (_, item) =>
        {
            if (item == 20)
                throw new InvalidDataException("item 20");
        }));

        Assert.Equal("item 20", error.Message);
        int sum = 0;
        team.Run(10, (_, item) => Interlocked.Add(ref sum, item));
        Assert.Equal(45, sum);
    }

    // Where all have begun before one is done, so that nobody helps.
    [Fact]
    public void Every_worker_begins_with_its_own_run_of_the_items()
    {
        const int Size = 3, Run = 4;
        using var team = new WorkerTeam(Size);
        using var begun = new Barrier(Size);
        for (int job = 0; job < 20; job++)
        {
            int[] first = [-1, -1, -1];
            team.Run(Size * Run, (worker, item) =>
            {
                if (Interlocked.CompareExchange(ref first[worker], item, -1) == -1)
                    Assert.True(begun.SignalAndWait(TimeSpan.FromMinutes(1)));
            });

            Assert.Equal([0, Run, 2 * Run], first);
        }
    }

    [Fact]
    public void Who_is_done_helps_the_others()
    {
        using var team = new WorkerTeam(2);
        using var rest = new CountdownEvent(7);

        // The first item of the caller waits for all others, three of which are of its own run.
        team.Run(8, (_, item) =>
        {
            if (item == 0)
                Assert.True(rest.Wait(TimeSpan.FromMinutes(1)));
            else
                rest.Signal();
        });
    }
}
