using Inkling.Reliability;
using Inkling.TestKit;

namespace Inkling.Acceptance.ReliabilityTrials;

/// <summary>A little of every trial of the reliability command, which throws at the first thing that is lost.</summary>
public class TrialTests
{
    [Theory]
    [InlineData("kill", 0.01)]
    [InlineData("disk", 0.2)]
    [InlineData("fuzz", 0.01)]
    [InlineData("images", 0.02)]
    [InlineData("threads", 0.2)]
    [InlineData("stops", 1)]
    public void Nothing_is_lost(string name, double scale)
    {
        Assert.SkipUnless(name is not ("kill" or "fuzz") || TestFolders.LongTests, TestFolders.LongTestsAreOff);
        var trial = Trials.All(seed: 1, TestFolders.LongTests ? scale : scale / 2).Single(trial => trial.Name == name);

        var evidence = trial.Run().ToList();

        Assert.NotEmpty(evidence);
        Assert.SkipWhen(evidence.Any(row => row.Count == 0), string.Join("; ", evidence.Where(row => row.Count == 0).Select(row => row.Found)));
    }
}
