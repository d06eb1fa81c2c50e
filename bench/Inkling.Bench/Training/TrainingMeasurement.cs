using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Torch;

namespace Inkling.Bench.Training;

/// <summary>Seconds per training pass of the chapter's three networks and of `deep`, beside libtorch.</summary>
internal sealed class TrainingMeasurement : IMeasurement
{
    public string Name => "train";

    public void Run(PeersRun run, Figures figures)
    {
        figures.Say($"");
        figures.Say($"Training, batch {run.Settings.BatchSize}, {run.Settings.Threads} threads: seconds per pass, median (min – max)");
        figures.Say($"{"network",-10}{"inkling",-26}{"libtorch",-26}ours/theirs");
        foreach (var network in MeasuredNetwork.All)
            Report(Compare(run, network), figures);
    }

    private static TrainingComparison Compare(PeersRun run, MeasuredNetwork network)
    {
        var images = run.Train.First(network.Images);
        using var ours = InklingTraining.Create(network, images, run.Settings);
        using var theirs = TorchTraining.Create(network, images, run.Settings);
        return TrainingComparison.Measure(network, [ours, theirs], run.RoundsOr(network.Rounds));
    }

    private static void Report(TrainingComparison comparison, Figures figures)
    {
        string key = $"train.{comparison.Network.Name}";
        foreach (var (contender, times) in comparison.Times)
            figures.Add($"{key}.{contender}.seconds", times);
        if (comparison.Ratio(InklingTraining.Library, TorchLibrary.Name) is { } ratio)
            figures.Add($"{key}.ratio", ratio);

        figures.Say(
            $"{comparison.Network.Name,-10}{Cell(comparison, InklingTraining.Library),-26}{Cell(comparison, TorchLibrary.Name),-26}{comparison.Ratio(InklingTraining.Library, TorchLibrary.Name):F2}");
        foreach (var (contender, reason) in comparison.Unavailable)
            figures.AddUnavailable(contender, reason);
    }

    private static string Cell(TrainingComparison comparison, string contender) =>
        comparison.Times.TryGetValue(contender, out var times) ? FormattableString.Invariant($"{times.Median:F3} ({times.Min:F3} – {times.Max:F3})") : "";
}
