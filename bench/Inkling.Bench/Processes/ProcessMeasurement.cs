using System.Diagnostics;
using System.Globalization;
using Inkling.Bench.OnnxRuntime;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Torch;

namespace Inkling.Bench.Processes;

/// <summary>What a whole process of each library needs: memory at its peak, and time until it has learnt from the first batch.</summary>
internal sealed class ProcessMeasurement : IMeasurement
{
    public string Name => "processes";

    public void Run(PeersRun run, Figures figures)
    {
        figures.Say($"");
        figures.Say($"Processes of their own, median");
        string? torch = TorchLibrary.Unavailable is null ? TorchLibrary.Name : null;
        Compare("memory.train.lenet", "MB", "peak memory, training LeNet", SideCommand.Train, torch, run.RoundsOr(3), figures);
        Compare("memory.infer.lenet", "MB", "peak memory, recognising 1,000 images", SideCommand.Recognize, OnnxRecognition.Library, run.RoundsOr(3), figures);
        Compare("startup.lenet", "seconds", "start to the end of the first batch", SideCommand.First, torch, run.RoundsOr(5), figures);
    }

    private static void Compare(string key, string unit, string title, string work, string? peer, int rounds, Figures figures)
    {
        string[] libraries = peer is null ? [InklingTraining.Library] : [InklingTraining.Library, peer];
        var values = libraries.ToDictionary(library => library, _ => new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (string library in libraries)
                values[library].Add(Child(work, library));
        }

        foreach (string library in libraries)
        {
            var spread = Spread.Of(values[library]);
            figures.Add($"{key}.{library}.{unit}", spread);
            figures.Say($"{title,-40}{library,-12}{spread.Median:F2} {unit}");
        }

        if (peer is null)
            return;

        double ratio = Spread.Of(values[InklingTraining.Library]).Median / Spread.Of(values[peer]).Median;
        figures.Add($"{key}.ratio", ratio);
        figures.Say($"{"",-40}{"ours/theirs",-12}{ratio:F2}");
    }

    private static double Child(string work, string library)
    {
        string[] arguments = ["side", work, library];
        PeersRun.Progress($"{string.Join(' ', arguments)}");

        // Under the dotnet host the program is the host's first argument.
        string program = Environment.GetCommandLineArgs()[0];
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(Environment.ProcessPath!, isHosted ? [program, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)}: ended with exit code {child.ExitCode}");
    }
}
