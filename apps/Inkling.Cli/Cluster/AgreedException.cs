namespace Inkling.Cli;

/// <summary>A failure that all ranks know of, so that one of them can tell it and none has to end the others.</summary>
/// <param name="message">What failed.</param>
/// <param name="exitCode">What every rank ends with.</param>
internal sealed class AgreedException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}
