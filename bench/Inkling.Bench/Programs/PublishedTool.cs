using System.Diagnostics;

namespace Inkling.Bench.Programs;

/// <summary>A folder that holds the tool, ready to run.</summary>
internal sealed class PublishedTool
{
    private readonly string _program;

    /// <exception cref="FileNotFoundException">The tool is not in the folder.</exception>
    public PublishedTool(DirectoryInfo folder)
    {
        Name = folder.Name;
        Bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        _program = ProgramIn(folder);
    }

    public string Name { get; }

    /// <summary>All files of the folder together.</summary>
    public long Bytes { get; }

    /// <summary>The program of a folder.</summary>
    /// <exception cref="FileNotFoundException">The tool is not in the folder.</exception>
    public static string ProgramIn(DirectoryInfo folder)
    {
        string program = Path.Combine(folder.FullName, OperatingSystem.IsWindows() ? "inkling.exe" : "inkling");
        return File.Exists(program) ? program : throw new FileNotFoundException($"{program}: expected what 'dotnet publish' writes, found no such file");
    }

    /// <summary>Runs it once, from the start of the process to its end.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public double Milliseconds(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(_program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0 ? time : throw new IOException($"{_program} {string.Join(' ', arguments)}: exit code {process.ExitCode}: {error}");
    }
}
