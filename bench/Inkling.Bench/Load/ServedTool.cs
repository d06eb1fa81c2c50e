using System.Diagnostics;
using Inkling.Bench.Programs;

namespace Inkling.Bench.Load;

/// <summary>A published tool that serves, in a process of its own, until it is disposed of.</summary>
internal sealed class ServedTool : IDisposable
{
    private readonly Process _process;

    /// <exception cref="IOException">It did not start, or is not in the folder.</exception>
    public ServedTool(DirectoryInfo folder, params string[] options)
    {
        string program = PublishedTool.ProgramIn(folder);
        _process = Process.Start(new ProcessStartInfo(program, ["serve", "--port", "0", .. options]) { RedirectStandardError = true })!;
        string told = "";
        while (_process.StandardError.ReadLine() is { } line)
        {
            told += line + "\n";
            int start = line.IndexOf("http://", StringComparison.Ordinal);
            if (start >= 0)
            {
                Address = new Uri(line[start..].Split(' ')[0]);
                _ = _process.StandardError.ReadToEndAsync(); // nobody reads it; its buffer must not fill
                return;
            }
        }

        throw new IOException($"{program}: expected the address it serves at, found: {told}");
    }

    public Uri Address { get; }

    /// <summary>What it holds in memory now.</summary>
    public double Megabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
