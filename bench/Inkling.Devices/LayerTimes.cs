using System.Diagnostics;
using Inkling.Nn;
using Inkling.OpenCL;
using Inkling.Workbench;

namespace Inkling.Devices;

/// <summary>Where the time of a training step goes, layer by layer.</summary>
internal static class LayerTimes
{
    private const int Rounds = 20;

    public static void Run(Device device, params int[] batches)
    {
        foreach (string name in (string[])["lenet", "deep"])
        {
            foreach (int batch in batches)
                Run(device, name, batch);
        }
    }

    private static void Run(Device device, string name, int batch)
    {
        var cost = Cost.Classification(DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), 10), Layer.Label("label", 10));
        var network = new Network(cost);
        using var executor = (OpenClExecutor)device.CreateExecutor(network, Parameters.Create(cost), batch, training: true);
        executor.Begin(batch, [.. Enumerable.Range(0, Math.Max(1, batch / 32)).Select(shard => (ulong)shard)]);
        executor.Forward(training: true);
        executor.Backward(1f / batch);

        Console.WriteLine($"{name}, {batch} samples             forward   backward, µs");
        double forward = 0.0, backward = 0.0;
        foreach (var layer in executor.Layers)
        {
            double there = Microseconds(layer.Forward), back = layer.Work.NeedsGradient ? Microseconds(layer.Backward) : 0.0;
            (forward, backward) = (forward + there, backward + back);
            Console.WriteLine($"{network.NameOf(layer.Work.Layer),-30} {there,8:F0} {back,10:F0}");
        }

        Console.WriteLine($"{"all",-30} {forward,8:F0} {backward,10:F0}");

        double Microseconds(Action run)
        {
            run();
            executor.Finish();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Rounds; i++)
                run();
            executor.Finish();
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds;
        }
    }
}
