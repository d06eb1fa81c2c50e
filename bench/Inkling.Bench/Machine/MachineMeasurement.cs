using System.Reflection;
using System.Runtime.InteropServices;
using Inkling.Bench.Peers;
using Inkling.Compute;

namespace Inkling.Bench.Machine;

/// <summary>What was measured on, and with which versions.</summary>
internal sealed class MachineMeasurement : IMeasurement
{
    public string Name => "machine";

    public void Run(PeersRun run, Figures figures)
    {
        figures.Add("cpu", Cpu());
        figures.Add("cores", Environment.ProcessorCount);
        figures.Add("system", RuntimeInformation.RuntimeIdentifier);
        figures.Add("dotnet", Environment.Version.ToString());
        figures.Add("simd", SimdChoice.Current.Width.ToString());
        figures.Add("data", run.Train.Source);
        figures.Add("images", run.Train.Count);
        foreach (string library in (string[])["TorchSharp", "Microsoft.ML.OnnxRuntime", "Microsoft.ML.Core"])
            figures.Add($"version.{library}", Version(library));
        figures.Say($"{Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}, {SimdChoice.Current.Width}");
        figures.Say($"TorchSharp {Version("TorchSharp")}, ONNX Runtime {Version("Microsoft.ML.OnnxRuntime")}, ML.NET {Version("Microsoft.ML.Core")}; {run.Train.Count} images of {run.Train.Source}");

        double one = FmaPeak.Measure(1), all = FmaPeak.Measure(run.Settings.Threads);
        figures.Add("fma.peak.1", one);
        figures.Add($"fma.peak.{run.Settings.Threads}", all);
        figures.Say($"Peak of multiply-adds: {one:F0} GFLOP/s with one thread, {all:F0} with {run.Settings.Threads}");
    }

    /// <summary>What the system calls the processor.</summary>
    public static string Cpu()
    {
        const string Key = "model name";
        string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null
            ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>The version of a library beside the program, without the commit behind the '+'.</summary>
    public static string Version(string library)
    {
        string path = Path.Combine(AppContext.BaseDirectory, library + ".dll");
        if (!File.Exists(path))
            return "unknown";

        string? version = Assembly.LoadFrom(path).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? AssemblyName.GetAssemblyName(path).Version!.ToString();
    }
}
