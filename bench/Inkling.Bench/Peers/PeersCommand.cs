using System.CommandLine;
using System.CommandLine.Parsing;
using Inkling.Bench.Recognition;
using Inkling.Bench.Machine;
using Inkling.Bench.MlNet;
using Inkling.Bench.Processes;
using Inkling.Bench.Scaling;
using Inkling.Bench.Sequences;
using Inkling.Bench.Training;

namespace Inkling.Bench.Peers;

/// <summary><c>peers</c>: every library does the same work on the same digits, in turn.</summary>
internal static class PeersCommand
{
    private const int QuickImageCount = 6_400;

    private static readonly IMeasurement[] Measurements =
    [
        new MachineMeasurement(), new TrainingMeasurement(), new RecognitionMeasurement(), new ScalingMeasurement(), new AllocationMeasurement(),
        new ProcessMeasurement(), new MlNetMeasurement(), new CtcMeasurement(),
    ];

    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Fewer images and rounds: shows that it works, not how fast it is." };
        Option<bool> json = new("--json") { Description = "One flat JSON object instead of the table." };
        Option<int?> rounds = new("--rounds") { Description = "Timed rounds of each contender instead of the usual number." };
        Option<string[]> only = new("--only") { Description = "Only this measurement; may be repeated." };
        Option<DirectoryInfo?> save = new("--save") { Description = "A folder to write peers.json and peers.md to." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError($"{rounds.Name}: expected at least 1, got {result.GetValueOrDefault<int?>()}.");
        });
        only.AcceptOnlyFromAmong([.. Measurements.Select(measurement => measurement.Name)]);

        var command = new Command("peers", "Inkling beside libtorch, ONNX Runtime and ML.NET, interleaved.") { quick, json, rounds, only, save };
        command.SetAction(result =>
        {
            string[] names = result.GetValue(only) ?? [];
            var figures = Measure(result.GetValue(quick), result.GetValue(rounds), names);
            Console.WriteLine(result.GetValue(json) ? figures.ToJson() : figures.ToString());
            if (result.GetValue(save) is { } folder)
            {
                folder.Create();
                File.WriteAllText(Path.Combine(folder.FullName, "peers.json"), figures.ToJson() + "\n");
                File.WriteAllText(Path.Combine(folder.FullName, "peers.md"), $"```\n{figures}\n```\n");
            }
        });
        return command;
    }

    private static Figures Measure(bool quick, int? rounds, string[] names)
    {
        var settings = new TrainingSettings();
        var (train, test) = DigitSet.Load(settings.Seed);
        var run = new PeersRun(quick ? train.First(QuickImageCount) : train, test, settings, quick, rounds);
        var figures = new Figures();
        foreach (var measurement in Measurements.Where(measurement => names.Length == 0 || names.Contains(measurement.Name)))
            measurement.Run(run, figures);
        return figures;
    }
}
