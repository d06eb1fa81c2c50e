using System.Diagnostics;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

/// <summary>The SDK, as somebody at a terminal has it.</summary>
internal static class Sdk
{
    /// <summary>Runs the SDK in a folder.</summary>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments) =>
        Run(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs the SDK in a folder, with environment variables of its own.</summary>
    public static (int ExitCode, string Output) Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["INKLING_DATA_DIR"] = TestFolders.Mnist;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
