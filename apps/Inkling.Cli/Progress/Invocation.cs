namespace Inkling.Cli;

/// <summary>How this program is called, for advice that can be typed as it is printed.</summary>
internal static class Invocation
{
    private const string Usual = "inkling";

    private static readonly string ToolStore = $"{Path.DirectorySeparatorChar}.store{Path.DirectorySeparatorChar}";

    /// <summary>Its name if the shell finds it by that, else its path.</summary>
    public static string Name { get; } = Of(Environment.ProcessPath, Environment.GetEnvironmentVariable("PATH"), Environment.CurrentDirectory);

    internal static string Of(string? program, string? searched, string current)
    {
        // Started as a library of the runtime, by "dotnet inkling.dll", its name says nothing.
        if (program is null || !Path.GetFileNameWithoutExtension(program).Equals(Usual, StringComparison.OrdinalIgnoreCase))
            return Usual;
        // An installed tool lies in a folder ".store", beside which is what it is started by.
        if (program.IndexOf(ToolStore, StringComparison.Ordinal) is > 0 and int store)
            program = Path.Combine(program[..store], Path.GetFileName(program));
        string folder = Path.GetDirectoryName(program)!;
        if ((searched ?? "").Split(Path.PathSeparator).Any(one => one.TrimEnd(Path.DirectorySeparatorChar) == folder))
            return Usual;
        string relative = Path.GetRelativePath(current, program);
        string path = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? program : relative.Contains(Path.DirectorySeparatorChar) ? relative : $".{Path.DirectorySeparatorChar}{relative}";
        return path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
    }
}
