using System.Diagnostics;

namespace Inkling.Reliability.Killing;

/// <summary>The real tool, in processes of its own.</summary>
internal static class InklingTool
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "inkling.dll");

    /// <summary>Starts it; what it prints is thrown away.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var process = Process.Start(Info(arguments))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    public static ToolResult Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Info(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }

    private static ProcessStartInfo Info(IEnumerable<string> arguments) => new("dotnet", [Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
