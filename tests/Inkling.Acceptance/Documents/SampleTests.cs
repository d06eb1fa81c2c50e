using System.Diagnostics;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

public class SampleTests : TemporaryFolder
{
    [Fact]
    public void The_sample_trains_tests_and_names_the_best_pass()
    {
        Assert.SkipWhen(TestFolders.Mnist is null, TestFolders.MnistIsAbsent);

        var (exitCode, output) = Dotnet("run", Path.Combine(TestFolders.Repository, "samples", "RecognizeDigits.cs"), "--", "softmax", "1");

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"(?m)^Pass 0, Batch 100, Cost \d\.\d{6}, \{classification_error: 0\.\d+\}$", output);
        Assert.Matches(@"(?m)^Best pass is 0, testing Avgcost is 0\.\d+$", output);
        Assert.Matches(@"(?m)^The classification accuracy is 9\d\.\d\d%$", output);
        Assert.True(File.Exists(At("params_pass_0.safetensors")));
    }

    [Fact]
    public void The_example_of_the_readme_compiles()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md"));
        string code = readme.Split("```csharp\n")[1].Split("```")[0];
        string digits = Path.Combine(TestFolders.Repository, "src", "Inkling.Digits", "Inkling.Digits.csproj");
        File.WriteAllText(At("Example.cs"), $"#:project {digits}\n#:property ManagePackageVersionsCentrally=false\n{code}");

        var (exitCode, output) = Dotnet("build", At("Example.cs"), "-v", "quiet");

        Assert.True(exitCode == 0, output);
    }

    private (int ExitCode, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["INKLING_DATA_DIR"] = TestFolders.Mnist;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
