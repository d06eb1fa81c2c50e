using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Inkling.Acceptance.Terminal;

/// <summary>The tool in a real terminal of a given size, which util-linux's <c>script</c> makes.</summary>
public partial class TerminalTests : TemporaryFolder
{
    private const string Script = "/usr/bin/script";

    [Theory]
    [InlineData(100, 30)]
    [InlineData(60, 20)]
    public void A_training_is_drawn_in_place_and_no_line_is_wider_than_the_terminal(int columns, int rows)
    {
        Assert.SkipUnless(File.Exists(Script), $"{Script} is not installed");

        string screen = Record(columns, rows, $"train softmax --dataset synthetic --limit 12800 --passes 3 --output {At("run")}");

        string[] written = Escape().Replace(screen, "\n").Split(['\r', '\n']);
        string[] commands = [.. written.Where(line => line.StartsWith("    inkling ", StringComparison.Ordinal))];
        Assert.All(written.Except(commands), line => Assert.True(line.Length <= columns, $"{line.Length} columns: {line}"));
        Assert.Contains($"    inkling evaluate {At("run")} --report report.html", commands); // whole, to be copied
        Assert.Contains("━━━", screen, StringComparison.Ordinal);
        Assert.Contains("images/s", screen, StringComparison.Ordinal);
        Assert.Contains(written, line => line.Contains('┤', StringComparison.Ordinal));

        // Drawn over, never blanked: an erased screen or line would flicker. The one at the end is taken away for good.
        Assert.DoesNotContain("\e[2J", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2K", screen[..screen.LastIndexOf("━━━", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.True(screen.LastIndexOf("\e[?25h", StringComparison.Ordinal) > screen.LastIndexOf("\e[?25l", StringComparison.Ordinal), "the cursor stays hidden");

        // The lines that are to stay.
        Assert.Contains("Test with Pass 2, Cost", screen, StringComparison.Ordinal);
        Assert.Contains("The classification accuracy is", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_colour_nothing_is_coloured()
    {
        Assert.SkipUnless(File.Exists(Script), $"{Script} is not installed");

        string command = $"train softmax --dataset synthetic --limit 2560 --passes 1 --output {At("run")}";

        Assert.Matches(Colour(), Record(80, 24, command));
        Directory.Delete(At("run"), recursive: true);
        Assert.DoesNotMatch(Colour(), Record(80, 24, command, "NO_COLOR=1"));
    }

    [Fact]
    public void Quiet_tells_nothing_but_the_result()
    {
        var result = Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "1280", "--passes", "1", "--output", At("run"), "--quiet").Expect(0);

        Assert.Empty(result.Error);
        Assert.Matches(@"\ABest pass is 0, .*\nThe classification accuracy is .*\n\z", result.Output);
    }

    private static string Record(int columns, int rows, string arguments, string environment = "")
    {
        string command = $"stty cols {columns} rows {rows}; env -u NO_COLOR TERM=xterm-256color {environment} dotnet {Path.Combine(AppContext.BaseDirectory, "inkling.dll")} {arguments}";
        using var process = Process.Start(new ProcessStartInfo(Script, ["--quiet", "--return", "--command", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string screen = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, screen);
        return screen;
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\e\[(3[0-7]|38;5;\d+)m")]
    private static partial Regex Colour();
}
