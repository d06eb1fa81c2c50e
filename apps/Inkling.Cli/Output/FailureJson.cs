namespace Inkling.Cli;

/// <summary>The JSON line of <c>recognize</c> for a file that could not be read.</summary>
internal sealed record FailureJson(string File, string Error);
