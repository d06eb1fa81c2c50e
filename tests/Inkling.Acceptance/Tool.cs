using System.Diagnostics;
using System.Text;

namespace Inkling.Acceptance;

/// <summary>The real tool, in processes of its own.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The program, for launchers of other programs.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "inkling.exe" : "inkling");

    /// <summary>Runs a verb to its end.</summary>
    public static ToolResult Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs a verb with environment variables of its own.</summary>
    public static ToolResult Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) => Run(environment, [], arguments);

    /// <summary>Runs a verb with something on standard input.</summary>
    public static ToolResult RunWithInput(byte[] input, params string[] arguments) => Run(new Dictionary<string, string>(), input, arguments);

    private static ToolResult Run(IReadOnlyDictionary<string, string> environment, byte[] input, string[] arguments)
    {
        using var process = Start(environment, arguments);
        using (var target = process.StandardInput.BaseStream)
            target.Write(input);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            Assert.Fail($"inkling {string.Join(' ', arguments)}: still running after {Limit}");
        }

        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts a verb, and returns once a line of stderr begins with a text; or fails if the process ends without.</summary>
    public static (Process Process, StringBuilder Error) StartUntil(string line, params string[] arguments)
    {
        var process = Start(new Dictionary<string, string>(), arguments);
        var error = new StringBuilder();
        while (process.StandardError.ReadLine() is { } read)
        {
            error.AppendLine(read);
            if (read.StartsWith(line, StringComparison.Ordinal))
                return (process, error);
        }

        Assert.Fail($"inkling {string.Join(' ', arguments)}: ended without '{line}': {error}");
        return (process, error);
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "inkling.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
