using System.Diagnostics;
using System.Text;

namespace Inkling.Acceptance.Cluster;

/// <summary>The tool under a real launcher of MPI: Open MPI's or MPICH's.</summary>
internal static class MpiRun
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    public const string OpenMpi = "mpirun.openmpi", Mpich = "mpirun.mpich";

    /// <summary>Skips the test where the launcher is absent, unless INKLING_REQUIRE_MPI is set.</summary>
    public static void Require(string launcher)
    {
        bool isThere = IsThere(launcher);
        Assert.SkipWhen(!isThere && Environment.GetEnvironmentVariable("INKLING_REQUIRE_MPI") is not "1", $"this machine has no {launcher} (on Debian: openmpi-bin, mpich)");
        Assert.True(isThere, $"INKLING_REQUIRE_MPI is set, and this machine has no {launcher}");
    }

    /// <summary>Whether the machine has a launcher.</summary>
    public static bool IsThere(string launcher) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, launcher)));

    /// <summary>Runs the tool on so many ranks.</summary>
    public static ToolResult Run(string launcher, int ranks, params string[] arguments) => Run(launcher, ["-n", $"{ranks}", Tool.Program, .. arguments]);

    /// <summary>Runs a launcher.</summary>
    public static ToolResult Run(string launcher, string[] arguments)
    {
        using var process = Start(launcher, arguments, out var output, out var error);
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{launcher} {string.Join(' ', arguments)}: still running after {_limit}: {error}");
        }

        process.WaitForExit();
        return new(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>Starts a launcher, as root and with more ranks than processors if need be.</summary>
    public static Process Start(string launcher, string[] arguments, out StringBuilder output, out StringBuilder error)
    {
        var start = new ProcessStartInfo(launcher, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in (string[])["OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "OMPI_MCA_rmaps_base_oversubscribe"])
            start.Environment[name] = "1";
        start.Environment["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none"; // which containers forbid
        var process = Process.Start(start)!;
        StringBuilder told = new(), failed = new();
        process.OutputDataReceived += (_, line) => Append(told, line.Data);
        process.ErrorDataReceived += (_, line) => Append(failed, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (output, error) = (told, failed);
        return process;
    }

    private static void Append(StringBuilder to, string? line)
    {
        lock (to)
        {
            if (line is not null)
                to.AppendLine(line);
        }
    }
}
