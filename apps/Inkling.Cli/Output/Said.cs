namespace Inkling.Cli;

/// <summary>What there is to say of a piece of work, whichever rank has done it.</summary>
/// <param name="Parts">In the order in which it is said.</param>
/// <param name="ExitCode">What the tool would end with if it were all.</param>
internal sealed record Said(IReadOnlyList<Said.Part> Parts, int ExitCode)
{
    /// <summary>Says it.</summary>
    public void Tell()
    {
        foreach (var (isError, text) in Parts)
            (isError ? Console.Error : Console.Out).WriteLine(text);
    }

    /// <summary>Some lines.</summary>
    /// <param name="IsError">Whether they are for standard error.</param>
    /// <param name="Text">Without the end of the last line.</param>
    internal sealed record Part(bool IsError, string Text);
}
