using System.CommandLine;
using System.CommandLine.Parsing;
using Inkling.Bench.Ours;
using Inkling.Bench.Torch;

namespace Inkling.Bench.Peers;

/// <summary><c>peers</c>: every library trains the same networks on the same digits, in turn.</summary>
internal static class PeersCommand
{
    private const int QuickImageCount = 6_400;
    private const int QuickRounds = 3;

    /// <summary>The contenders, in the order of the columns; ours goes first.</summary>
    private static readonly IReadOnlyList<Func<ChapterNetwork, TrainingSet, TrainingSettings, ITrainingContender>> Contenders =
    [
        InklingTraining.Create,
        TorchTraining.Create,
    ];

    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Fewer images and rounds: shows that it works, not how fast it is." };
        Option<bool> json = new("--json") { Description = "One flat JSON object instead of the table." };
        Option<int?> rounds = new("--rounds") { Description = "Timed passes of each contender instead of the usual number." };
        Option<int> threads = new("--threads") { Description = "Threads of each contender.", DefaultValueFactory = _ => new TrainingSettings().Threads };
        Option<string[]> networks = new("--network") { Description = "Only this network; may be repeated." };
        RequirePositive(rounds, result => result.GetValueOrDefault<int?>());
        RequirePositive(threads, result => result.GetValueOrDefault<int>());
        networks.AcceptOnlyFromAmong([.. ChapterNetwork.All.Select(network => network.Name)]);

        var command = new Command("peers", "Training beside libtorch, interleaved.") { quick, json, rounds, threads, networks };
        command.SetAction(result =>
        {
            string[] names = result.GetValue(networks) ?? [];
            var report = Measure(
                ChapterNetwork.All.Where(network => names.Length == 0 || names.Contains(network.Name)),
                new TrainingSettings { Threads = result.GetValue(threads) },
                result.GetValue(quick),
                result.GetValue(rounds));
            Console.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToTable());
        });
        return command;
    }

    private static void RequirePositive(Option option, Func<OptionResult, int?> value) => option.Validators.Add(result =>
    {
        if (value(result) < 1)
        {
            result.AddError($"{option.Name}: expected at least 1, got {value(result)}.");
        }
    });

    private static PeersReport Measure(IEnumerable<ChapterNetwork> networks, TrainingSettings settings, bool quick, int? rounds)
    {
        var set = TrainingSet.Mnist() ?? TrainingSet.Noise(60_000, settings.Seed);
        set = quick ? set.First(QuickImageCount) : set;
        return new(set, settings, [.. networks.Select(network => Compare(network, set, settings, rounds ?? (quick ? QuickRounds : network.Rounds)))]);
    }

    private static TrainingComparison Compare(ChapterNetwork network, TrainingSet set, TrainingSettings settings, int rounds)
    {
        var contenders = Contenders.Select(create => create(network, set, settings)).ToArray();
        try
        {
            return TrainingComparison.Measure(network, contenders, rounds, Console.Error.WriteLine);
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }
}
