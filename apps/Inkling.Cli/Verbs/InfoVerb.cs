using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Inkling.Compute;
using Inkling.Data;
using Inkling.Mpi;
using Inkling.OpenCL;

namespace Inkling.Cli;

/// <summary><c>info</c>: what a bug report should begin with.</summary>
internal static class InfoVerb
{
    public static Command Create()
    {
        var command = new Command("info", "Version, runtime, vector path, threads, devices, MPI, data directory.");
        command.SetAction(_ =>
        {
            Line("version", typeof(InfoVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            Line("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
            Line("vector path", $"{Describe(SimdChoice.Current.Width)} ({SimdChoice.Current.Reason})");
            Line("threads", $"{Environment.ProcessorCount}");
            Line("devices", Devices.All.Count == 0 ? "cpu" : $"cpu; {string.Join("; ", Devices.All.Select((device, i) => $"opencl:{i} {device}"))}");
            Line("mpi", MpiJob.Library ?? "none");
            Line("data directory", MnistCache.DefaultDirectory(null));
        });
        return command;
    }

    private static string Describe(SimdWidth width) => width == SimdWidth.Scalar ? "scalar" : $"{(int)width} bits";

    private static void Line(string name, string? value) => Console.WriteLine($"{name + ":",-16}{value}");
}
