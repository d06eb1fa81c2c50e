using System.Diagnostics;
using Inkling.Compute;
using Inkling.Training;

namespace Inkling.Bench.Cluster;

/// <summary>What the ranks send each other in a step, beside an all-reduce of as many gradients.</summary>
internal static class ExchangeMeasurement
{
    private const int SliceLength = 4096, Rounds = 60;

    /// <summary>Medians of a step in seconds, both in turn: our exchange with the sums in the order of the shards, and the sum of a rank's own shards with an all-reduce.</summary>
    public static (double Ours, double AllReduce) Of(Communicator ranks, ClusterNetwork network, int batch)
    {
        int shards = Shards.Count(network.ShardSize, batch);
        var (from, to) = ranks.PartOf(shards, ranks.Rank);
        var random = new Random(ranks.Rank);
        Memory<float>[] own = [.. Enumerable.Range(from, to - from).Select(_ => Gradients())];
        float[] values = new float[network.Parameters], sum = new float[network.Parameters], total = new float[network.Parameters];
        var exchange = new GradientExchange(ranks, network.Parameters, SliceLength);
        var reduce = new AllReduce();
        double[] ours = new double[Rounds], usual = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            _ = ranks.GatherTexts("");
            long start = Stopwatch.GetTimestamp();
            exchange.Run(own, shards);
            for (int slice = exchange.Slices.From; slice < exchange.Slices.To; slice++)
            {
                var first = exchange.Of(0, slice);
                for (int shard = 1; shard < shards; shard++)
                    Addition.Add(exchange.Of(shard, slice), first);
            }

            exchange.Share(values);
            ours[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;

            _ = ranks.GatherTexts("");
            start = Stopwatch.GetTimestamp();
            sum.AsSpan().Clear();
            foreach (var gradients in own)
                Addition.Add(gradients.Span, sum);
            reduce.Run(sum, total);
            usual[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return (Median(ours), Median(usual));

        // On a cache line, as those of a training.
        Memory<float> Gradients()
        {
            var gradients = new AlignedBuffer(network.Parameters).Memory;
            foreach (ref float value in gradients.Span)
                value = random.NextSingle();
            return gradients;
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
