using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Inkling.Bench.Load;

/// <summary>What <c>wrk</c> saw: https://github.com/wg/wrk, which asks over many connections and takes little of the processors for itself.</summary>
/// <param name="PerSecond">Answers in a second, of any status.</param>
/// <param name="Median">Milliseconds from the question to the end of the answer, at the middle.</param>
/// <param name="Slow">The same for the slowest of a hundred.</param>
/// <param name="Refused">Answers of 400 and above.</param>
/// <param name="Broken">Connections that failed, and questions that got no answer.</param>
internal sealed record Wrk(double PerSecond, double Median, double Slow, long Refused, long Broken)
{
    /// <summary>Posts a file again and again over some connections.</summary>
    /// <exception cref="IOException">wrk is not installed, or failed.</exception>
    public static Wrk Post(Uri address, string file, string type, int connections, int seconds, string folder)
    {
        string script = Path.Combine(folder, "post.lua");
        File.WriteAllText(script, $$"""
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "{{type}}"
            wrk.body = io.open("{{file}}", "rb"):read("*a")
            done = function(summary, latency)
              local e = summary.errors
              print("measured", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
                e.status, e.connect + e.read + e.write + e.timeout)
            end
            """);
        string[] arguments = ["--threads", "1", "--connections", $"{connections}", "--duration", $"{seconds}s", "--timeout", "30s", "--script", script, $"{address}"];
        using var process = Start(arguments);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] words = output.Split('\n').FirstOrDefault(line => line.StartsWith("measured", StringComparison.Ordinal))?.Split('\t')
            ?? throw new IOException($"wrk {string.Join(' ', arguments)}: exit code {process.ExitCode}: {output}");
        double[] numbers = [.. words.Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new(numbers[0], numbers[1], numbers[2], (long)numbers[3], (long)numbers[4]);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            throw new IOException("wrk: not found; Debian has it as a package");
        }
    }
}
