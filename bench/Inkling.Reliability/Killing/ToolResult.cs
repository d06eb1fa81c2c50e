using System.Text.Json;

namespace Inkling.Reliability.Killing;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The SHA-256 of the parameters that a training with <c>--json</c> ended with.</summary>
    /// <exception cref="InvalidDataException">It did not end well.</exception>
    public string ModelHash => ExitCode == 0
        ? JsonDocument.Parse(Output).RootElement.GetProperty("modelHash").GetString()!
        : throw new InvalidDataException($"inkling: exit code {ExitCode}: {Error}");
}
