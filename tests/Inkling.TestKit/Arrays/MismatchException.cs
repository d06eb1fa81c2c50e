namespace Inkling.TestKit;

/// <summary>What was computed is not what was expected.</summary>
public sealed class MismatchException(string message) : Exception(message);
