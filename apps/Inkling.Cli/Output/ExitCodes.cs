namespace Inkling.Cli;

/// <summary>What the tool ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCommandLine = 2;
    public const int NotRecognised = 3;
    public const int Cancelled = 130;

    /// <summary>After a failure: a mistake in the arguments is one of the command line, also when only the verb sees it.</summary>
    public static int Of(Exception failure) => failure is ArgumentException or TypeInitializationException { InnerException: ArgumentException } ? WrongCommandLine : Failed;
}
