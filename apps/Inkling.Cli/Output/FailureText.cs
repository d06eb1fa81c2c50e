namespace Inkling.Cli;

/// <summary>What went wrong, in one line.</summary>
internal static class FailureText
{
    /// <summary>The message of an exception on one line, without the "(Parameter 'x')" that the runtime adds for programmers. Of what failed when a type was first used, the cause.</summary>
    public static string Of(Exception e)
    {
        if (e is TypeInitializationException { InnerException: { } cause })
            return Of(cause);

        string message = e.Message;
        if (e is ArgumentException { ParamName: { } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        return OneLine(message);
    }

    /// <summary>A text on one line.</summary>
    public static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
