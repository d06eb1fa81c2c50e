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
}
