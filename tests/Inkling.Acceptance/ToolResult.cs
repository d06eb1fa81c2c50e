using System.Text.Json;

namespace Inkling.Acceptance;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>stdout as one JSON document; fails if there is anything else on it.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The result, if the exit code is the expected one; otherwise fails with all that was printed.</summary>
    public ToolResult Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, expected {exitCode}\nstdout: {Output}\nstderr: {Error}");
        return this;
    }
}
