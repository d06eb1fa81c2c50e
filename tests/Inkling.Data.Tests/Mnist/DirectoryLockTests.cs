using System.Diagnostics;

namespace Inkling.Data.Tests;

public class DirectoryLockTests : TemporaryFolder
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
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux does not open a program that runs for writing; elsewhere there is nothing as handy");
        File.Copy("/bin/sleep", At(".lock"));
        using var program = Process.Start(At(".lock"), "1000");

        await Assert.ThrowsAsync<IOException>(() => DirectoryLock.WaitAsync(Folder, TestContext.Current.CancellationToken));

        program.Kill();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
