using System.Text.RegularExpressions;
using Inkling.Acceptance.Recognition;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

/// <summary>The chapter's code is one program, and prints what the chapter shows.</summary>
public partial class ChapterTests : TemporaryFolder
{
    private static readonly string Chapter = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "recognize-digits.md"));

    [Fact]
    public void The_code_of_the_chapter_runs_and_prints_lines_of_the_form_it_shows()
    {
        string code = string.Concat(Code().Matches(Chapter).Select(block => block.Groups[1].Value));
        string[] shown = [.. Shown().Matches(Chapter).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(line => line != "…")];
        Assert.True(shown.Length >= 18, $"expected 18 or more shown lines, found {shown.Length}");
        Drawing.Save(At("digit.png"), (canvas, pen) =>
        {
            canvas.DrawArc(new(60, 30, 140, 100), -160, 250, false, pen);
            canvas.DrawArc(new(60, 100, 150, 175), -90, 250, false, pen);
        });

        // Synthetic digits, and of these only so many that a pass has more than 100 minibatches, so that no data are needed and it takes seconds.
        var (exitCode, output) = DocumentCode.Run(Folder, "using Inkling.Data.Synthetic;\n" + code
            .Replace("Mnist.Train()", "SyntheticDigits.Train(13_000)", StringComparison.Ordinal)
            .Replace("Mnist.Test()", "SyntheticDigits.Test(2_000)", StringComparison.Ordinal));

        Assert.True(exitCode == 0, output);
        string[] printed = output.ReplaceLineEndings("\n").Split('\n');
        int at = 0;
        foreach (string line in shown)
        {
            var form = new Regex($"^{Fraction().Replace(Regex.Escape(line), @"\d+(\.\d+)?(E-\d+)?")}$");
            at = 1 + Array.FindIndex(printed, at, form.IsMatch);
            Assert.True(at > 0, $"expected '{line}', in its place and but for its fractions; found\n{output}");
        }
    }

    [GeneratedRegex(@"(?s)```csharp\n(.*?)```")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?s)```text\n(.*?)```")]
    private static partial Regex Shown();

    // As an escaped line has it.
    [GeneratedRegex(@"\d+\\\.\d+")]
    private static partial Regex Fraction();
}
