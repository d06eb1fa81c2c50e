using Inkling.Bench.Peers;

namespace Inkling.Bench.Training;

/// <summary>One network trained by every contender in turn.</summary>
/// <param name="Network">The network.</param>
/// <param name="Times">By contender; a contender that is not available is missing.</param>
/// <param name="Unavailable">By contender, why it is missing.</param>
internal sealed record TrainingComparison(
    MeasuredNetwork Network, IReadOnlyDictionary<string, Spread> Times, IReadOnlyDictionary<string, string> Unavailable)
{
    /// <summary>
    /// Measures A, B, A, B, … after a warm-up pass of each, so that whatever slows the machine down for a while
    /// slows all contenders down.
    /// </summary>
    public static TrainingComparison Measure(
        MeasuredNetwork network, IReadOnlyCollection<ITrainingContender> contenders, int rounds)
    {
        var available = contenders.Where(contender => contender.Unavailable is null).ToDictionary(contender => contender, _ => new List<double>());
        for (int round = 0; round <= rounds; round++)
        {
            foreach (var (contender, seconds) in available)
            {
                GC.Collect(); // no contender pays for what another left behind
                double pass = contender.TrainPass();
                bool warmUp = round == 0;
                PeersRun.Progress($"{network.Name} {contender.Name} {(warmUp ? "warm-up" : $"round {round}/{rounds}")}: {pass:F3} s");
                if (!warmUp)
                {
                    seconds.Add(pass);
                }
            }
        }

        return new(
            network,
            available.ToDictionary(pair => pair.Key.Name, pair => Spread.Of(pair.Value)),
            contenders.Where(contender => contender.Unavailable is not null).ToDictionary(contender => contender.Name, contender => contender.Unavailable!));
    }

    /// <summary>Median of <paramref name="ours"/> over median of <paramref name="theirs"/>; null if one was not measured.</summary>
    public double? Ratio(string ours, string theirs) =>
        Times.TryGetValue(ours, out var a) && Times.TryGetValue(theirs, out var b) ? a.Median / b.Median : null;
}
