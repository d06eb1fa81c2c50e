using Inkling.TestKit;

namespace Inkling.Workbench.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_training_at_a_time_may_write()
    {
        var run = RunFolder.Create(_folder.File("run"));

        using (run.Claim())
        {
            Assert.True(run.IsBeingTrained);
            Assert.Contains("a training is going on", Assert.Throws<IOException>(run.Claim).Message, StringComparison.Ordinal);
        }

        Assert.False(run.IsBeingTrained);
        run.Claim()!.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_whether_a_training_goes_on_keeps_none_from_beginning()
    {
        var run = RunFolder.Create(_folder.File("run"));
        run.Claim()!.Dispose();
        var asking = new FileStream(Path.Combine(run.Path, ".lock"), FileMode.Open, FileAccess.Read, FileShare.Read);

        var claiming = Task.Run(run.Claim, TestContext.Current.CancellationToken);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        await asking.DisposeAsync();

        (await claiming)!.Dispose();
    }
}
