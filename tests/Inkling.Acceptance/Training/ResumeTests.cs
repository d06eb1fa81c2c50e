using System.Diagnostics;
using Inkling.TestKit;

namespace Inkling.Acceptance.Training;

public class ResumeTests : TemporaryFolder
{
    /// <summary>
    /// A pass prints 1,280 lines, more than a pipe holds: a training whose stderr is not read any further stands still within the pass, so it
    /// cannot be over before the test interrupts it, however busy the machine is.
    /// </summary>
    private static readonly string[] Work =
        ["train", "lenet", "--dataset", "synthetic", "--limit", "2560", "--batch-size", "2", "--learning-rate", "0.001", "--passes", "2", "--log-period", "1"];

    /// <summary>What comes of it if nothing happens.</summary>
    private static readonly Lazy<string> Uninterrupted = new(() =>
    {
        using var folder = new TestKit.TemporaryFolder();
        return Hash(Tool.Run([.. Work, "--output", folder.File("whole"), "--json"]));
    });

    [Fact]
    public void A_killed_training_goes_on_to_the_same_bits()
    {
        var (process, _) = Tool.StartUntil("Pass 1, Batch 7", [.. Work, "--output", At("killed")]);
        process.Kill();
        process.WaitForExit();

        Assert.NotEqual(0, process.ExitCode);
        Assert.Equal(Uninterrupted.Value, Hash(Tool.Run("train", "--resume", At("killed"), "--json")));
        Assert.Equal(2, Tool.Run("train", "--resume", At("killed"), "--json").Expect(0).Json.GetProperty("passes").GetArrayLength());
    }

    [Fact]
    public void Ctrl_C_saves_the_middle_of_a_pass_and_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot send another one Ctrl-C on Windows.");
        var (process, error) = Tool.StartUntil("Pass 1, Batch 7", [.. Work, "--output", At("stopped")]);
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();

        // The training stands still, because nobody reads its lines: time for its signal thread, which a busy machine may let wait.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        error.Append(process.StandardError.ReadToEnd());
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
        Assert.Contains($"--resume {At("stopped")}", error.ToString(), StringComparison.Ordinal);
        var resumed = Tool.Run("train", "--resume", At("stopped"), "--json");
        Assert.DoesNotContain("Pass 1, Batch 3,", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(Uninterrupted.Value, Hash(resumed));
    }

    [Fact]
    public void Varied_images_and_averages_go_on_to_the_same_bits()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] work = [.. Work.Select(word => word == "lenet" ? "mlp" : word), "--recipe", "augmented", "--validation", "100"];
        string uninterrupted = Hash(Tool.Run([.. work, "--output", At("whole"), "--json"]));

        var (process, _) = Tool.StartUntil("Pass 1, Batch 7", [.. work, "--output", At("killed")]);
        process.Kill();
        process.WaitForExit();

        Assert.Equal(uninterrupted, Hash(Tool.Run("train", "--resume", At("killed"), "--threads", "1", "--json")));
    }

    [Fact]
    public void A_finished_training_goes_on_if_it_is_given_more_passes()
    {
        Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "512", "--passes", "2", "--schedule", "constant", "--output", At("run")).Expect(0);
        Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "512", "--passes", "3", "--schedule", "constant", "--output", At("whole")).Expect(0);

        var idle = Tool.Run("train", "--resume", At("run")).Expect(0);
        var more = Tool.Run("train", "--resume", At("run"), "--passes", "3", "--json");

        Assert.Contains($"{At("run")}: all of its 2 passes are done; --passes with a larger number goes on", idle.Error, StringComparison.Ordinal);
        Assert.Equal(3, more.Expect(0).Json.GetProperty("passes").GetArrayLength());
        Assert.Equal(Hash(Tool.Run("train", "--resume", At("whole"), "--json")), Hash(more));
    }

    private static string Hash(ToolResult result) => result.Expect(0).Json.GetProperty("modelHash").GetString()!;
}
