using Inkling.TestKit;

[assembly: AssemblyFixture(typeof(HardwareOff))]

namespace Inkling.Nn.Tests;

/// <summary>All other tests of this project, once per vector path, in processes where wider instructions do not exist.</summary>
public class EveryVectorPathTests
{
    public static TheoryData<string> Paths { get; } = [.. VectorPath.All.Select(path => path.Simd)];

    [Theory, MemberData(nameof(Paths))]
    public void All_tests_pass_with_the_wider_instructions_off(string simd)
    {
        var path = VectorPath.All.Single(path => path.Simd == simd);
        Assert.SkipWhen(path.IsTaken && !TestFolders.LongTests, "this process takes this path");
        Assert.SkipWhen(simd == "128" && !TestFolders.LongTests, TestFolders.LongTestsAreOff);

        var (exitCode, passed, output) = path.RunThisProgram(without: typeof(EveryVectorPathTests), TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, output);
        Assert.True(passed > 100, output);
    }
}
