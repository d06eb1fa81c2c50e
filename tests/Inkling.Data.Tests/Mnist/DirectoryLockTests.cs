namespace Inkling.Data.Tests;

public sealed class DirectoryLockTests : TemporaryFolder
{
    [Fact]
    public async Task One_waits_until_the_other_lets_go()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await DirectoryLock.WaitAsync(Folder, cancellation);
        var second = DirectoryLock.WaitAsync(Folder, cancellation);

        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task What_cannot_be_opened_though_nobody_has_it_is_no_reason_to_wait()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "not everybody may make a link there");
        File.CreateSymbolicLink(At(".lock"), ".lock"); // leads to itself, for ever
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancellation.CancelAfter(TimeSpan.FromSeconds(20));

        await Assert.ThrowsAsync<IOException>(() => DirectoryLock.WaitAsync(Folder, cancellation.Token));
    }
}
