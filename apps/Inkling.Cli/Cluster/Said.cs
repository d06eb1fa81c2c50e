namespace Inkling.Cli;

/// <summary>What there is to say of a piece of work, whichever rank has done it.</summary>
/// <param name="Output">For standard output.</param>
/// <param name="Error">For standard error.</param>
/// <param name="ExitCode">What the tool would end with if it were all.</param>
internal sealed record Said(string Output, string Error, int ExitCode);
