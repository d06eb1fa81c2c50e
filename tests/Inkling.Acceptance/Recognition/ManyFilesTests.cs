using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Inkling.TestKit;

namespace Inkling.Acceptance.Recognition;

public class ManyFilesTests : TemporaryFolder
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Broken_files_among_many_are_named_and_the_others_are_done_in_order(int count)
    {
        Assert.SkipUnless(count == 1_000 || TestFolders.LongTests, TestFolders.LongTestsAreOff);
        byte[] one = Picture.Stroke(28);
        for (int i = 0; i < count; i++)
            Write(Name(i), IsBroken(i) ? one[..(one.Length / 2)] : one);

        var result = Tool.Run("recognize", Folder).Expect(1);

        string[] lines = result.Output.TrimEnd().Split('\n'), errors = result.Error.TrimEnd().Split('\n');
        int[] broken = [.. Enumerable.Range(0, count).Where(IsBroken)], whole = [.. Enumerable.Range(0, count).Except(broken)];
        Assert.Equal(whole.Select(i => At(Name(i))), lines.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Equal(broken.Length, errors.Length);
        Assert.All(broken.Zip(errors), pair => Assert.StartsWith($"inkling: {At(Name(pair.First))}: ", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Large_and_small_images_broken_ones_and_standard_input_keep_their_order()
    {
        string[] files = [Write("large.png", Picture.Stroke(2000)), Write("small.png", Picture.Stroke(28)), Write("broken.png", [1, 2]), Write("last.png", Picture.Stroke(200)), "-"];

        var result = Tool.RunWithInput(Picture.Stroke(100), ["recognize", .. files, "--json"]).Expect(1);

        var lines = result.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(files, lines.Select(line => line.GetProperty("file").GetString()));
        Assert.Equal([true, true, false, true, true], lines.Select(line => line.TryGetProperty("text", out _)));
    }

    [Fact]
    public void Ctrl_C_ends_a_long_list()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot send another one Ctrl-C on Windows.");
        string large = Write("large.png", Picture.Stroke(3000));

        var (process, _) = Tool.StartUntil("inkling: ", ["recognize", At("missing.png"), .. Enumerable.Repeat(large, 2000)]);
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.InRange(output.Count(letter => letter == '\n'), 0, 1999);
    }

    private static bool IsBroken(int i) => i % 100 == 50;

    private static string Name(int i) => $"{i:D5}.png";
}
