using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

public class SampleTests : TemporaryFolder
{
    [Fact]
    public void The_sample_trains_tests_and_names_the_best_pass()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        Assert.SkipWhen(TestFolders.Mnist is null, TestFolders.MnistIsAbsent);

        var (exitCode, output) = Sdk.Run(Folder, "run", Path.Combine(TestFolders.Repository, "samples", "RecognizeDigits.cs"), "--", "softmax", "1");

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"(?m)^Pass 0, Batch 100, Cost \d\.\d{6}, \{classification_error: 0\.\d+\}$", output);
        Assert.Matches(@"(?m)^Best pass is 0, testing Avgcost is 0\.\d+$", output);
        Assert.Matches(@"(?m)^The classification accuracy is 9\d\.\d\d%$", output);
        Assert.True(File.Exists(At("params_pass_0.safetensors")));
    }

    [Theory]
    [InlineData("Iris.cs", @"of 30 flowers never seen, (9\d|100)\s?% are told rightly")]
    [InlineData("Xor.cs", @"\{sample_error: 0, label_error: 0\}")]
    [InlineData("NoisySine.cs", @"\{mean_absolute_error: 0\.0")]
    public void The_samples_of_numbers_learn(string sample, string expected)
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);

        var (exitCode, output) = Sdk.Run(Folder, "run", Path.Combine(TestFolders.Repository, "samples", sample));

        Assert.True(exitCode == 0, output);
        Assert.Matches(expected, output);
    }

    [Fact]
    public void The_examples_of_the_readme_compile()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md"));
        string[] examples = [.. readme.Split("```csharp\n")[1..].Select(rest => rest.Split("```")[0])];

        Assert.Equal(2, examples.Length);
        Assert.All(examples, code => DocumentCode.RequireCompiles(code));
    }

    [Fact]
    public void The_examples_of_the_packages_compile()
    {
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "src"), "README.md", SearchOption.AllDirectories).Select(File.ReadAllText)];
        var all = pages.SelectMany(page => page.Split("```csharp\n")[1..]).Select(rest => rest.Split("```")[0]).ToLookup(code => code.Contains("WebApplication", StringComparison.Ordinal));
        string[] examples = [.. all[false]];
        string[] lines = [.. examples.SelectMany(code => code.Split('\n'))];

        DocumentCode.RequireCompiles(Assert.Single(all[true]), isWeb: true);
        Assert.Equal(7, examples.Length);
        DocumentCode.RequireCompiles($$"""
            {{string.Join("\n", lines.Where(IsUsing).Distinct())}}
            byte[] pixels = [];
            Cost cost = null!;
            Parameters parameters = null!;
            {{string.Join("\n", examples.Select((code, i) => $"void Example{i}() {{ {string.Join("\n", code.Split('\n').Where(line => !IsUsing(line)))} }}"))}}
            """);

        static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal);
    }
}
