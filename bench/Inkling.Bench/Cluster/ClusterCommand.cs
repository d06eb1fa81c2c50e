using System.CommandLine;
using System.Globalization;
using Inkling.Mpi;

namespace Inkling.Bench.Cluster;

/// <summary>
/// <c>cluster</c>: started by <c>mpirun</c>, what the exchange of a step costs beside an all-reduce; alone, what a shard takes, and from that how long a pass would take
/// on other numbers of machines.
/// </summary>
internal static class ClusterCommand
{
    private const int Threads = 2;
    private static readonly int[] Batches = [128, 1024];
    private static readonly int[] Machines = [1, 2, 4, 8, 16, 64, 256];
    private static readonly double[] Gigabits = [1, 10, 100];

    public static Command Create()
    {
        var command = new Command("cluster", "Several machines: what an exchange costs (by mpirun), or a table computed from what a shard takes (alone).");
        command.SetAction(_ =>
        {
            if (MpiJob.IsOne)
                MeasureExchange();
            else
                ComputeTable();
        });
        return command;
    }

    private static void MeasureExchange()
    {
        using var ranks = MpiJob.Join();
        Say(ranks.Rank, $"milliseconds of a step, {ranks.Size} ranks | exchange in the order of the shards | all-reduce | ratio");
        foreach (var network in ClusterNetwork.All)
        {
            var (ours, usual) = ExchangeMeasurement.Of(ranks, network, Batches[0]);
            Say(ranks.Rank, $"{network.Name}, {network.Parameters:N0} parameters | {ours * 1000:F3} | {usual * 1000:F3} | {ours / usual:F2}");
        }
    }

    private static void ComputeTable()
    {
        foreach (var network in ClusterNetwork.All)
        {
            foreach (int batch in Batches)
            {
                var model = new PaperModel(network, network.SecondsOfShard(batch), Threads);
                Say(0, $"{network.Name}, {network.Parameters:N0} parameters, batch {batch}: {model.SecondsOfShard * 1000:F2} ms a shard of {network.ShardSize}");
                foreach (int machines in Machines)
                    Say(0, $"| {machines} | {string.Join(" | ", Gigabits.Select(speed => model.Of(batch, machines, speed).ToString("F2", CultureInfo.InvariantCulture)))} |");
            }
        }
    }

    private static void Say(int rank, FormattableString text)
    {
        if (rank == 0)
            Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
