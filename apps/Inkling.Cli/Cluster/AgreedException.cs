namespace Inkling.Cli;

/// <summary>A failure that all ranks know of, so that one of them can tell it and none has to end the others.</summary>
internal sealed class AgreedException(string message) : Exception(message);
