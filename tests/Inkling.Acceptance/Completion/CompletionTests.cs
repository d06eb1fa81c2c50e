using System.Diagnostics;

namespace Inkling.Acceptance.Completion;

public class CompletionTests
{
    [Theory]
    [InlineData("inkling eva", "evaluate")]
    [InlineData("inkling train le", "lenet")]
    [InlineData("inkling train lenet --sched", "--schedule")]
    [InlineData("inkling train --schedule cos", "cosine")]
    [InlineData("inkling recognize --model d", "deep")]
    [InlineData("inkling recognize holiday.j", "")]
    public void Bash_completes(string line, string completion)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not installed");
        string script = $$"""
            inkling() { dotnet {{Path.Combine(AppContext.BaseDirectory, "inkling.dll")}} "$@"; }
            source <(inkling completion bash)
            COMP_LINE='{{line}}'; COMP_POINT={{line.Length}}; read -ra COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _inkling
            echo -n "${COMPREPLY[*]}"
            """;

        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal("", error);
        Assert.Equal(completion, output);
    }
}
